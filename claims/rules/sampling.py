"""What a moderator may ask to see, and a proposal of what is worth seeing."""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from claims.rules.submission import ClaimNotReady

SAY_WHY_AMENDED = "Say why you amend the sample: the centre is told."
KINDS: dict[str, Callable[[Any], str]] = {  # what a sample should show at least once
    "Units": lambda line: f"Unit {line.unit.number}",
    "Centre assessors": lambda line: str(line.assessor),
    "Grades": lambda line: line.claimed,
}
Shown = set[tuple[str, str]]  # of a candidate: what the lines show, by kind
COMBINATIONS = "Unit, assessor and grade together"


def combination(line: Any) -> str:
    """Which unit, marked by whom, at which grade."""
    return f"unit {line.unit.number} {line.assessor.initials} {line.claimed}"


def check_sample(lines: Collection[Any], claimed: Collection[Any]) -> None:
    """Raise ClaimNotReady unless the sample names lines of the claim."""
    if not set(lines) <= set(claimed):
        raise ClaimNotReady(
            "Part of the sample is no longer on the claim. Look at the claim again and choose."
        )


def check_can_send_sample(lines: Collection[Any]) -> None:
    """Raise ClaimNotReady where nothing was chosen."""
    if not lines:
        raise ClaimNotReady("Choose at least one unit of one candidate, and save the sample.")


def check_can_amend(chosen: Collection[Any], sent: Collection[Any], because: str) -> None:
    """Raise ClaimNotReady unless a sent sample is changed, and the centre is told why."""
    if set(chosen) == set(sent):
        raise ClaimNotReady(
            "The sample is as the centre has it. Tick or untick something, and save it first."
        )
    if not because.strip():
        raise ClaimNotReady(SAY_WHY_AMENDED)


def uncovered(
    lines: Iterable[Any], chosen: Collection[Any], *, every_combination: bool = False
) -> dict[str, list[str]]:
    """What a sample leaves unseen: {kind: names} of units, assessors and grades claimed.

    Published is only that the moderator chooses; this advises and refuses nothing.
    """
    kinds = KINDS | ({COMBINATIONS: combination} if every_combination else {})
    lines = list(lines)
    missing = {}
    for kind, name in kinds.items():
        seen = {name(line) for line in lines if line.pk in chosen}
        unseen = dict.fromkeys(name(line) for line in lines if name(line) not in seen)
        if unseen:
            missing[kind] = list(unseen)
    return missing


def wanted(cohort: int, sizes: Iterable[tuple[int, int]]) -> int:
    """How many candidates of the cohort a sample has at least.

    `sizes` are (cohort of at least, candidates), smallest first; a cohort below the first is seen
    whole. The board's own figures are not known: these are editable, and provisional.
    """
    found = [candidates for at_least, candidates in sizes if cohort >= at_least]
    return min(cohort, found[-1]) if found else cohort


def proposal(
    lines: Iterable[Any], sizes: Iterable[tuple[int, int]], *, every_combination: bool = False
) -> list[int]:
    """The candidate ids of a small sample that shows every unit, assessor and grade claimed.

    With `every_combination`, every unit marked by every assessor at every grade there is. Chosen
    greedily: whoever shows most that nobody chosen shows yet, the lower OCR number first; whoever
    is then not needed is left out again; then as many are added as the sizes ask for.
    """
    shows, order = _shown_by(lines, every_combination)
    chosen = _covering(shows, order)
    at_least = wanted(len(order), sizes)
    more = _covering_more(_shown_by(lines, True)[0], order, chosen, at_least - len(chosen))
    return chosen + more


def _shown_by(lines: Iterable[Any], every_combination: bool) -> tuple[dict[int, Shown], list[int]]:
    """What each candidate's lines show, by candidate id, and the ids by OCR number."""
    kinds = KINDS | ({COMBINATIONS: combination} if every_combination else {})
    shows: dict[int, Shown] = {}
    numbers: dict[int, str] = {}
    for line in lines:
        numbers[line.candidate_id] = line.candidate.ocr_number
        found = shows.setdefault(line.candidate_id, set())
        found.update((kind, name(line)) for kind, name in kinds.items())
    return shows, sorted(numbers, key=numbers.__getitem__)


def _covering(shows: Mapping[int, Shown], order: list[int]) -> list[int]:
    """As few of the candidates as a greedy choice needs to show all that any of them shows."""
    unseen, chosen = set().union(*shows.values()), []
    while unseen:
        best = max(order, key=lambda pk: len(shows[pk] & unseen))  # the first of the best
        chosen.append(best)
        unseen -= shows[best]
    for one in sorted(chosen, key=lambda pk: len(shows[pk])):
        others = set().union(*(shows[pk] for pk in chosen if pk != one))
        if shows[one] <= others:
            chosen.remove(one)
    return chosen


def _covering_more(
    shows: Mapping[int, Shown], order: list[int], chosen: list[int], count: int
) -> list[int]:
    """So many candidates more, each adding the most combinations that are not shown yet."""
    seen = set().union(*(shows[pk] for pk in chosen))
    more = []
    for _ in range(count):
        rest = [pk for pk in order if pk not in chosen and pk not in more]
        best = max(rest, key=lambda pk: len(shows[pk] - seen))
        more.append(best)
        seen |= shows[best]
    return more
