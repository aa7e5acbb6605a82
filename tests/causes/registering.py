"""Causes planted in registrations: by what became of them, of the person, and of other ones."""

import uuid
from datetime import UTC, datetime

from entries.models import (
    AwardDue,
    Candidate,
    DuplicateAnswer,
    NumberTwice,
    QualificationEntry,
    SizeChange,
    Transfer,
)
from interchange.accounts.models import Centre
from mir.models import Request
from mir.states import Status as Asked
from results.diagnosis import RequestKind
from results.models import QualificationResult
from tests.causes.planting import SMALLER, Planted
from tests.factories import accounts, catalogue, edi
from tests.factories import entries as registering
from tests.factories.results import NOW


def another(code, **values):
    """Plants a further registration of each, for that code, at the same centre."""

    def plant(entries):
        qualification = catalogue.qualification(code)
        return QualificationEntry.objects.bulk_create(
            QualificationEntry(
                centre=one.centre, qualification=qualification, candidate=one.candidate,
                candidate_number=one.candidate_number, completes_in=2027, made_at=NOW,
                made_by=one.made_by, **values,
            )
            for one in entries
        )  # fmt: skip

    return plant


def awarded_elsewhere(entries):
    """Plants that the registration is given up, and that another size was awarded before."""
    changed(status="withdrawn")(entries)
    awarded(another(SMALLER, status="replaced")(entries), "P", 14)


def awarded(entries, grade, points):
    """Have each of the entries awarded that grade, which its centre was told."""
    rules = entries[0].qualification.versions.latest("version")
    due = AwardDue.objects.bulk_create(
        AwardDue(entry=one, due=1, done=1, raised_at=NOW) for one in entries
    )
    QualificationResult.objects.bulk_create(
        QualificationResult(
            entry=one, due=raised.due, outcome=QualificationResult.Outcome.AWARD, grade=grade,
            points=points, counted=[], specification=rules, issued_at=NOW,
        )
        for one, raised in zip(entries, due, strict=True)
    )  # fmt: skip


def with_uci(entries):
    """Plants that each has a UCI."""
    for place, one in enumerate(entries):
        uci = edi.a_uci(place + 1, one.centre.number)
        Candidate.objects.filter(pk=one.candidate_id).update(uci=uci)


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
    "result_issued": Planted(with_uci),
    "other_result_held": Planted(awarded_elsewhere),
    "closed": Planted(changed(status="removed")),
    "withdrawn": Planted(changed(status="withdrawn")),
    "transfer_to_answer": Planted(moving("asked")),
    "transfer_open": Planted(moving("agreed")),
    "request_to_answer": Planted(asked_about(Asked.MORE_NEEDED)),
    "request_open": Planted(asked_about(Asked.SUBMITTED)),
    "size_change_open": Planted(resizing),
    "tag_missing": Planted(changed(made_at=datetime(2021, 2, 1, tzinfo=UTC))),
    "reduction_not_reported": Planted(changed(made_at=datetime(2022, 2, 1, tzinfo=UTC))),
    "registered_late": Planted(
        changed(made_at=datetime(2026, 7, 1, tzinfo=UTC), completes_in=2026)
    ),
    "not_expected_yet": Planted(changed(completes_in=2028)),
    "duplicate_record": Planted(second_record),
    "number_in_question": Planted(in_question),
}
