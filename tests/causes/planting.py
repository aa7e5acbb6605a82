"""Causes planted in an exam; those of a moderated unit and of all else stand beside this file.

Each is written down in bulk, as the portal's commands leave it. Whoever holds the rest needs unit 1
(an exam) and one moderated unit more for the Extended Certificate.
"""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from assessed.consideration_states import Status as Considered
from assessed.models import Consideration
from entries.models import (
    QualificationEntry,
    UnitEntry,
)
from interchange.catalogue.models import ConsiderationGround
from results.models import AwaitedGrade, Decision
from reviews.models import Review
from reviews.states import Service
from tests.factories import catalogue, results
from tests.factories.results import NOW

EXAM, MARKED = "1", "4"
REST = {"2": "M", "3": "M", "6": "M"}
CODE, SMALLER, LARGER = "05839", "05838", "05842"
OUT = (2026, 6)  # the series whose results are out
Plant = Callable[[list[QualificationEntry]], None]


@dataclass(frozen=True)
class Planted:
    """How a cause is planted: `is_to_do` says that its unit is then neither held nor on its way."""

    plant: Plant
    is_to_do: bool = False


def sat(grade, *when):
    """Plants that grade of the exam, once a series."""

    def plant(entries):
        for one in when or (OUT,):
            results.hold(entries, {EXAM: grade}, series=catalogue.a_series(*one), due=False)

    return plant


def entered(year, month):
    """Plants an entry for the exam without a result."""
    return lambda entries: results.enter(entries, [EXAM], catalogue.a_series(year, month)) and None


def entered_late(entries):
    """Plants an entry for an exam, made when entries had closed, of which there is no result."""
    made = results.enter(entries, [EXAM], catalogue.a_series(*OUT))
    late = made[0].series.entries_close_on + timedelta(days=9)
    UnitEntry.objects.filter(pk__in=[one.pk for one in made]).update(
        made_at=datetime.combine(late, NOW.timetz())
    )


def owed(stage, status=None):
    """Plants an absence of which the board was asked for a grade; its application where given."""

    def plant(entries):
        sat("absent")(entries)
        by, unit = entries[0].made_by, catalogue.unit(EXAM, CODE)
        awaited = AwaitedGrade.objects.bulk_create(
            AwaitedGrade(
                kind=Decision.Kind.CONSIDERED, candidate=one.candidate, centre=one.centre,
                qualification=one.qualification, unit=unit, series=catalogue.a_series(*OUT),
                stage=stage, made_at=NOW, made_by=by,
            )
            for one in entries
        )  # fmt: skip
        if status:
            _applications(entries, awaited, status, by)

    return plant


def _applications(entries, awaited, status, by):
    ground = ConsiderationGround.objects.first()
    first = Consideration.objects.count() + 700_000
    exams = {
        one.candidate_id: exam
        for one in entries
        for exam in one.candidate.unit_entries.filter(unit__number=EXAM)
    }
    Consideration.objects.bulk_create(
        Consideration(
            number=first + place, entry=exams[one.candidate_id], centre=one.centre, status=status,
            ground=ground, happened="A fever.", is_late=False, applied_at=NOW, applied_by=by,
            decided_at=NOW, decided_by=by, words="No.", token=uuid.uuid4(), awaited=awaited[place],
        )
        for place, one in enumerate(entries)
    )  # fmt: skip


def looked_at_again(entries):
    """Plants an exam below its minimum that the board looks at again."""
    june, by = catalogue.a_series(*OUT), entries[0].made_by
    made = results.hold(entries, {EXAM: "U"}, series=june, due=False)
    first = Review.objects.count() + 800_000
    Review.objects.bulk_create(
        Review(
            number=first + place, service=Service.MARKING, centre=one.centre, result=one,
            candidate=one.candidate, qualification=one.qualification, unit=one.unit, series=june,
            signed_on=NOW.date(), kept="Form 1", email="x@y.example", token=uuid.uuid4(),
            asked_at=NOW, asked_by=by,
        )
        for place, one in enumerate(made)
    )  # fmt: skip


EXAMS = {
    "": Planted(sat("M")),
    "consideration_refused": Planted(owed(AwaitedGrade.Stage.OFF, Considered.REFUSED), True),
    "absent": Planted(sat("absent"), True),
    "no_result": Planted(sat("X"), True),
    "review_open": Planted(looked_at_again, True),
    "attempts_used_up": Planted(sat("U", (2025, 6), (2026, 1), (2026, 6))),
    "exam_below_minimum": Planted(sat("U"), True),
    "entered_late": Planted(entered_late, True),
    "exam_result_missing": Planted(entered(*OUT), True),
    "exam_not_entered": Planted(lambda entries: None, True),
    "consideration_to_answer": Planted(owed(AwaitedGrade.Stage.ANSWER)),
    "entered_for_exam": Planted(entered(2027, 6)),
    "unsettled": Planted(sat("Q")),
    "consideration_asked": Planted(owed(AwaitedGrade.Stage.ASKED)),
    "assessed_to_come": Planted(owed(AwaitedGrade.Stage.GRANTED)),
}
