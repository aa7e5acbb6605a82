"""What a moderator may ask to see, and a proposal of what is worth seeing."""

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from typing import Any

from claims.rules import covering
from claims.rules.submission import ClaimNotReady

SAY_WHY_AMENDED = "Say why you amend the sample: the centre is told."
KINDS: dict[str, Callable[[Any], str]] = {  # what a sample should show at least once
    "Units": lambda line: f"Unit {line.unit.number}",
    "Centre assessors": lambda line: str(line.assessor),
    "Grades": lambda line: line.claimed,
}
Shown = set[Hashable]  # of a candidate: what the lines show, by kind
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


def kinds(every_combination: bool) -> dict[str, Callable[[Any], str]]:
    """What a sample should show, each by how a line names it; together only where asked."""
    return KINDS | ({COMBINATIONS: combination} if every_combination else {})


def uncovered(
    lines: Iterable[Any], chosen: Collection[Any], *, every_combination: bool = False
) -> dict[str, list[str]]:
    """What a sample leaves unseen: {kind: names} of units, assessors and grades claimed.

    Published is only that the moderator chooses; this advises and refuses nothing.
    """
    lines = list(lines)
    missing = {}
    for kind, name in kinds(every_combination).items():
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
    lines: Iterable[Any],
    sizes: Iterable[tuple[int, int]],
    *,
    seed: int,
    every_combination: bool = False,
) -> list[int]:
    """The candidate ids of the smallest sample that shows every unit, assessor and grade claimed.

    With `every_combination`, every unit marked by every assessor at every grade there is. As many
    more as the sizes ask for each add the most that is not shown yet. Where several do as well,
    the first in an order drawn by the seed and their OCR numbers counts.
    """
    shows, order = _shown_by(lines, every_combination, seed)
    chosen = covering.fewest(shows, order)
    at_least = wanted(len(order), sizes)
    more = _covering_more(_shown_by(lines, True, seed)[0], order, chosen, at_least - len(chosen))
    return chosen + more


def proposed_works(lines: Iterable[Any], each: int, *, seed: int) -> list[int]:
    """The line ids of so many works of each unit, assessor and grade together, or all there are.

    Fewer cannot show as much. Which, is drawn by the seed and each work's OCR number and unit.
    """
    together: dict[str, dict[int, str]] = {}
    for line in lines:
        name = f"{line.candidate.ocr_number} {line.unit.number}"
        together.setdefault(combination(line), {})[line.pk] = name
    return [pk for names in together.values() for pk in covering.drawn(seed, names)[:each]]


def _shown_by(
    lines: Iterable[Any], every_combination: bool, seed: int
) -> tuple[dict[int, Shown], list[int]]:
    """What each candidate's lines show, by candidate id, and the ids as drawn."""
    shows: dict[int, Shown] = {}
    numbers: dict[int, str] = {}
    for line in lines:
        numbers[line.candidate_id] = line.candidate.ocr_number
        found = shows.setdefault(line.candidate_id, set())
        found.update((kind, name(line)) for kind, name in kinds(every_combination).items())
    return shows, covering.drawn(seed, numbers)


def _covering_more(
    shows: Mapping[int, Shown], order: list[int], chosen: list[int], count: int
) -> list[int]:
    """So many candidates more, each adding the most combinations that are not shown yet."""
    seen: Shown = set().union(*(shows[pk] for pk in chosen))
    more = list[int]()
    for _ in range(count):
        rest = [pk for pk in order if pk not in chosen and pk not in more]
        best = max(rest, key=lambda pk: len(shows[pk] - seen))
        more.append(best)
        seen |= shows[best]
    return more
