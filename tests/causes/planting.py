"""Causes planted in registrations: one of an exam, one of a moderated unit, one of all else.

Each is written down in bulk, as the portal's commands leave it. Whoever holds the rest needs unit 1
(an exam) and one moderated unit more for the Extended Certificate.
"""

import uuid
from collections.abc import Callable
from dataclasses import dataclass

from assessed.consideration_states import Status as Considered
from assessed.models import Consideration
from entries.models import (
    Candidate,
    DuplicateAnswer,
    NumberTwice,
    QualificationEntry,
    SizeChange,
    Transfer,
)
from interchange.accounts.models import Centre
from interchange.catalogue.models import ConsiderationGround
from mir.models import Request
from mir.states import Status as Asked
from results.diagnosis import RequestKind
from results.models import AwaitedGrade, Decision
from reviews.models import Review
from reviews.states import Service
from tests.factories import accounts, catalogue, results
from tests.factories import entries as registering
from tests.factories.results import NOW

EXAM, MARKED = "1", "4"
REST = {"2": "M", "3": "M", "6": "M"}
CODE = "05839"
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
    "exam_result_missing": Planted(entered(*OUT), True),
    "exam_not_entered": Planted(lambda entries: None, True),
    "consideration_to_answer": Planted(owed(AwaitedGrade.Stage.ANSWER)),
    "entered_for_exam": Planted(entered(2027, 6)),
    "unsettled": Planted(sat("Q")),
    "consideration_asked": Planted(owed(AwaitedGrade.Stage.ASKED)),
    "assessed_to_come": Planted(owed(AwaitedGrade.Stage.GRANTED)),
}


def changed(**values):
    """Plants values of the registrations."""

    def plant(entries):
        ids = [one.pk for one in entries]
        QualificationEntry.objects.filter(pk__in=ids).update(**values)

    return plant


def moving(status):
    """Plants a transfer to another centre, with whom it is in that status."""

    def plant(entries):
        there, by = _there(), entries[0].made_by
        Transfer.objects.bulk_create(
            Transfer(
                token=uuid.uuid4(), new_centre=there, old_centre=one.centre, entry=one,
                qualification=one.qualification, surname=one.candidate.surname, status=status,
                born_on=one.candidate.born_on, candidate_number="0999", asked_at=NOW, asked_by=by,
            )
            for one in entries
        )  # fmt: skip

    return plant


def _there():
    return Centre.objects.filter(number="64999").first() or accounts.a_centre("64999")


def resizing(entries):
    """Plants a change of size that waits for the board."""
    to, by = catalogue.qualification("05842"), entries[0].made_by
    SizeChange.objects.bulk_create(
        SizeChange(
            entry=one, to=to, direction="top_up", waits_because="a result was issued",
            asked_at=NOW, asked_by=by,
        )
        for one in entries
    )  # fmt: skip


def in_question(entries):
    """Plants a ULN that was on another record, too."""
    holder = Candidate.objects.exclude(pk__in=[one.candidate_id for one in entries]).first()
    NumberTwice.objects.bulk_create(
        NumberTwice(
            candidate=one.candidate, kind="uln", number="9276308686", holder=holder, noted_at=NOW
        )
        for one in entries
    )


def second_record(entries):
    """Plants that the centre says of another record that it is the same person's."""
    answers = []
    for one in entries:
        first = one.candidate
        other = registering.a_candidate(first.surname, first.forenames, born_on=first.born_on)
        answers.append(
            DuplicateAnswer(
                one=first, other=other, answer=DuplicateAnswer.Answer.ONE_PERSON,
                centre=one.centre, answered_at=NOW, answered_by=one.made_by,
            )
        )  # fmt: skip
    DuplicateAnswer.objects.bulk_create(answers)


def asked_about(status):
    """Plants a missing-results request about the registration, in that status."""

    def plant(entries):
        first, by = Request.objects.count() + 900_000, entries[0].made_by
        Request.objects.bulk_create(
            Request(
                kind=RequestKind.MISSED_FROM_CLAIM.value, number=first + place, centre=one.centre,
                qualification=one.qualification, candidate=one.candidate, status=status,
                explanation="Left out.", email="x@y.example", raised_at=NOW, raised_by=by,
            )
            for place, one in enumerate(entries)
        )  # fmt: skip

    return plant


REGISTRATIONS = {
    "": Planted(lambda entries: None),
    "closed": Planted(changed(status="removed")),
    "withdrawn": Planted(changed(status="withdrawn")),
    "transfer_to_answer": Planted(moving("asked")),
    "transfer_open": Planted(moving("agreed")),
    "request_to_answer": Planted(asked_about(Asked.MORE_NEEDED)),
    "request_open": Planted(asked_about(Asked.SUBMITTED)),
    "size_change_open": Planted(resizing),
    "not_expected_yet": Planted(changed(completes_in=2028)),
    "duplicate_record": Planted(second_record),
    "number_in_question": Planted(in_question),
}
