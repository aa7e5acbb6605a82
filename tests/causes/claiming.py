"""Causes planted in a moderated unit: by a claim, and by its subject's visit at the centre."""

from datetime import date, timedelta

from django.utils.timezone import localdate

from claims.models import CentreAssessor, Claim, Line, Visit
from claims.states import Outcome, Status
from claims.visit_states import Status as Visited
from results.models import UnitResult
from tests.causes.planting import LARGER, MARKED, SMALLER, Planted
from tests.causes.registering import another
from tests.factories import catalogue, results
from tests.factories.results import NOW

IN_TIME, TOO_LATE, DAY = date(2027, 6, 20), date(2027, 7, 12), timedelta(days=1)


def graded(grade):
    """Plants a grade of the unit that came of a claim."""
    return lambda entries: results.hold(entries, {MARKED: grade}, due=False) and None


def graded_beside(number):
    """Plants a grade of a unit that only larger sizes take."""

    def plant(entries):
        unit, by = catalogue.unit(number, "05842"), entries[0].made_by
        lines = results.claimed(entries, {number: "M"}, {number: unit}, by)
        UnitResult.objects.bulk_create(
            UnitResult(
                candidate=one.candidate, unit=unit, centre=one.centre, grade="M", banked_at=NOW,
                qualification=one.qualification, line=lines[one.pk, number], banked_by=by,
            )
            for one in entries
        )  # fmt: skip

    return plant


def beside(*others):
    """Plants a grade of a unit that only larger sizes take, where no smaller one is to be had.

    `others` plant more, such as that a larger size was given up.
    """

    def plant(entries):
        graded_beside("13")(entries)
        for one in (another(SMALLER, status="withdrawn"), *others):
            one(entries)

    return plant


def claimed(status, visit=None, on=None, agreed_at=None):
    """Plants a claim in that status with the unit of each; and a visit, where there is one.

    All of the entries are of one centre, that has no other claim or visit.
    """

    def plant(entries):
        centre, by = entries[0].centre, entries[0].made_by
        qualification = entries[0].qualification
        assessor, _ = CentreAssessor.objects.get_or_create(
            centre=centre, initials="AB", defaults={"name": "Ann Assessor"}
        )
        is_draft = status == Status.DRAFT
        submitted = {} if is_draft else {"submitted_at": NOW, "submitted_by": by}
        claim = Claim.objects.create(
            centre=centre, qualification=qualification, status=status, created_at=NOW,
            created_by=by, number=None if is_draft else 600_000 + centre.pk, agreed_at=agreed_at,
            visited_on=agreed_at and localdate(agreed_at), **submitted,
        )  # fmt: skip
        unit = qualification.units.get(number=MARKED)
        Line.objects.bulk_create(
            Line(
                claim=claim, candidate=one.candidate, unit=unit, assessor=assessor, claimed="M",
                grade="M", outcome=Outcome.CLAIMED, live=True, saved_at=NOW, saved_by=by,
            )
            for one in entries
        )  # fmt: skip
        if visit:
            Visit.objects.create(
                centre=centre, about=qualification.subject, kind=Visit.Kind.VIRTUAL, status=visit,
                on=on, teacher="Ann Teacher", asked_at=NOW, asked_by=by,
            )  # fmt: skip

    return plant


MARKS = {
    "": Planted(graded("M")),
    "below_minimum": Planted(graded("U"), True),
    "wrong_size": Planted(graded_beside("13"), True),
    "wrong_unit": Planted(beside(), True),
    "does_not_combine": Planted(beside(another(LARGER, status="replaced")), True),
    "units_missing": Planted(lambda entries: None, True),
    "claim_not_submitted": Planted(claimed(Status.DRAFT)),
    "visit_not_booked": Planted(claimed(Status.READY)),
    "visit_too_late": Planted(claimed(Status.READY, Visited.BOOKED, TOO_LATE)),
    "visit_to_confirm": Planted(claimed(Status.SAMPLED, Visited.REQUESTED, IN_TIME)),
    "ready_for_sampling": Planted(claimed(Status.READY, Visited.BOOKED, IN_TIME)),
    "sampled": Planted(claimed(Status.SAMPLED, Visited.BOOKED, IN_TIME)),
    "claim_held_up": Planted(claimed(Status.PENDING, agreed_at=NOW - 9 * DAY)),
    "pending": Planted(claimed(Status.PENDING, agreed_at=NOW)),
}
