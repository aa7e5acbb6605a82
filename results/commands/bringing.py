"""How do exam results land that are told at once? Written, made due, and told to each centre.

A file of a series that is out goes this way, and what was held of a series once it is.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.utils.timezone import localdate

from entries.commands import hold_people, raise_award_due_of
from interchange.accounts.models import Centre
from interchange.bulk import copy_made
from interchange.notifications import outbox
from results.commands.lowering import lowered
from results.exam_file import judge_all
from results.models import UnitResult
from results.rules import NO_RESULT, PENDING, UNSETTLED

BY_FILE = "The board loaded a corrected exam result."
MARK_ENTERED = "The board entered the mark; the grade is as before."
SETTLED = {PENDING: "The result was pending.", NO_RESULT: "No result had been issued."}
ENTERED_AGAIN = "The candidate was entered again after the absence."
COLUMNS = ("candidate_id", "centre_id", "unit_id", "series_id", "qualification_id") + (
    *("grade", "partly_absent", "mark", "banked_by_id"),
)


@dataclass(frozen=True)
class Origin:
    """Where a result comes from: why it corrects another, if it does, and who brought it (id)."""

    cause: str
    by_id: int


def bring(rows, ground, origin_of, *, at) -> dict[int, dict[str, int]]:
    """Write the results of rows that can be loaded, and tell whom they concern.

    They are compared with what was told alone; nothing comes of a row that says what stands. Takes
    the ground they were judged on, and `origin_of(row)` for the Origin of each. Gives how many came
    of each series: {series id: {loaded, settled, corrected, marked}}.
    """
    verdict = judge_all(rows, ground.as_told, correct=True)
    new = [
        (*_values(row, ground, ground.entered[ground.key(row)]), origin_of(row).by_id)
        for row in verdict.new
    ]
    settled = [
        _in_its_place(row, ground, origin_of(row), _why_settled, at) for row in verdict.to_settle
    ]
    corrected = [
        _in_its_place(row, ground, origin_of(row), _why_corrected, at) for row in verdict.to_correct
    ]
    marked = [
        _in_its_place(row, ground, origin_of(row), _why_marked, at) for row in verdict.to_mark
    ]
    changed = {"settled": settled, "corrected": corrected, "marked": marked}
    copy_made(UnitResult, COLUMNS, new, banked_at=at)
    UnitResult.objects.bulk_create(settled + corrected + marked)
    _follow(new, changed, at)
    return _counts(new, changed)


def corrections_of(verdict, ground, origin, at) -> list[UnitResult]:
    """The results, not saved yet, by which rows that were judged correct what was told."""
    rows = judge_all(verdict.to_correct, ground.as_told, correct=True).to_correct
    return [_in_its_place(row, ground, origin, _why_corrected, at) for row in rows]


def _values(row, ground, belongs) -> tuple:
    """The values of a result in COLUMNS, without who brought it; of whose record it is."""
    _, unit, series = ground.key(row)
    qualification = ground.exams[row.entry_code, row.unit].qualification_id
    exam = (unit, series, qualification)
    said = (row.grade, row.partly_absent, row.mark)
    return (belongs.candidate_id, belongs.centre_id, *exam, *said)


def _in_its_place(row, ground, origin, why, at) -> UnitResult:
    """A result that takes the place of the one that stands, which stays for the trail."""
    held = ground.standing[ground.key(row)]
    values = (*_values(row, ground, held), origin.by_id)
    more = {"supersedes_id": held.pk, "cause": why(held, origin), "banked_at": at}
    return UnitResult(**dict(zip(COLUMNS, values, strict=True)), **more)


def _why_settled(held, origin) -> str:
    """Why what comes takes the place of what is held, and corrects nothing."""
    return ENTERED_AGAIN if held.overtaken else SETTLED[held.grade]


def _why_corrected(held, origin) -> str:
    return origin.cause or BY_FILE


def _why_marked(held, origin) -> str:
    return MARK_ENTERED


def _counts(new, changed) -> dict[int, dict[str, int]]:
    """How many came of each series, by what became of them."""
    series = COLUMNS.index("series_id")
    kinds = {"loaded": Counter(one[series] for one in new)}
    kinds |= {kind: Counter(one.series_id for one in those) for kind, those in changed.items()}
    every = {one for counts in kinds.values() for one in counts}
    return {one: {kind: counts[one] for kind, counts in kinds.items()} for one in every}


def _follow(new, changed, at) -> None:
    """Make the awards due, and tell each centre."""
    candidates = {one[0] for one in new}
    candidates |= {one.candidate_id for those in changed.values() for one in those}
    raise_award_due_of(set(hold_people(candidates).values()), at=at)
    _tell_centres(new, changed, lowered(changed["corrected"], localdate(at)), at)


def _tell_centres(new, changed, lowers, at) -> None:
    """Queue a letter to each centre: how many results are new, and what changed into what.

    And which of its awards that lowers or takes back (`lowered`).
    """
    every = [one.pk for those in changed.values() for one in those]
    results = UnitResult.objects.filter(pk__in=every).select_related(
        "candidate", "unit", "qualification", "series", "supersedes"
    )
    results = results.in_bulk()
    by_centre = defaultdict(
        lambda: {"new": 0, "unsettled": 0, "lowered": [], **{kind: [] for kind in changed}}
    )
    grade = COLUMNS.index("grade")
    for one in new:
        told = by_centre[one[1]]
        told["new"] += 1
        told["unsettled"] += one[grade] in UNSETTLED
    for kind, those in changed.items():
        for one in those:
            by_centre[one.centre_id][kind].append(results[one.pk])
    for one in lowers:  # another centre reads of it once the award is issued
        if one["centre_id"] in by_centre:
            by_centre[one["centre_id"]]["lowered"].append(one)
    for centre in Centre.objects.filter(pk__in=by_centre):
        outbox.queue(
            "results/exam_results", to=centre.email, at=at, centre=centre, **by_centre[centre.pk]
        )
