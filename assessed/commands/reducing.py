"""How does the board itself say that a unit was reduced, or was not? As a request asks it to."""

import uuid

from django.db import transaction

from assessed.commands.reductions import reduce_units
from assessed.models import Reduction, ReductionReport
from assessed.rules.reductions import LONGEST_REASON, Box, ReductionRefused
from claims.models import Line
from entries.commands import hold_people, raise_award_due_of
from interchange.accounts import permissions
from interchange.accounts.commands import hold_centre
from interchange.accounts.roles import Permission
from interchange.audit import trail
from interchange.catalogue.models.dates import REDUCED
from interchange.catalogue.queries import figures
from results import queries as results_queries
from results.models import NOT_ACHIEVED, AwaitedGrade

NO_SUMMER = f"The figure “{REDUCED}” is missing: it says of which year units may be reduced."


@transaction.atomic
def reduce_as_board(*, candidate, centre, qualification, number, reason, by, at) -> Reduction:
    """Have the moderated unit of that number stand as reduced; give the Reduction.

    Also after the area has closed: that is what a centre asks for. Its assessed grade is worked out
    as of any other. Raises ReductionRefused where it is not a moderated unit of the qualification,
    has a grade, is on a claim, or is reported already.
    """
    person, unit = _held(candidate, centre, qualification, number, by)
    if not (summer := figures().get(REDUCED)):
        raise ReductionRefused(NO_SUMMER)
    grades = [
        one for one in results_queries.held_of(person, unit).values() if one not in NOT_ACHIEVED
    ]
    line = Line.objects.filter(candidate__person=person, unit=unit, live=True)
    claim = line.select_related("claim__qualification").first()
    box = Box(grade=next(iter(grades), ""), claim=str(claim.claim) if claim else "")
    if box.bar:
        raise ReductionRefused(box.bar)
    if _standing(person, unit).exists():
        raise ReductionRefused(f"Unit {number} is reported as reduced already.")
    report = _report(centre, qualification, summer, reason, by, at)
    [made] = reduce_units(report, [(candidate, unit)])
    _follow(report, made, person, by, at)
    return made


@transaction.atomic
def take_back_as_board(*, candidate, centre, qualification, number, reason, by, at) -> Reduction:
    """Have the unit of that number not stand as reduced any more; give the Reduction.

    An assessed grade that was made of it gives way when it is looked at next. Raises
    ReductionRefused where it does not stand as reduced.
    """
    person, unit = _held(candidate, centre, qualification, number, by)
    found = _standing(person, unit).select_for_update(of=("self",)).first()
    if found is None:
        raise ReductionRefused(f"Unit {number} does not stand as reduced. Choose another unit.")
    report = _report(centre, qualification, found.summer, reason, by, at)
    AwaitedGrade.objects.filter(pk=found.awaited_id).update(stage=AwaitedGrade.Stage.OFF)
    found.taken_back = report
    found.save(update_fields=["taken_back"])
    _follow(report, found, person, by, at)
    return found


def _held(candidate, centre, qualification, number, by):
    """Hold centre and person; give the person's id and the moderated unit of that number."""
    permissions.check(by, Permission.BANK_RESULTS, centre=centre)
    hold_centre(centre)
    person = hold_people([candidate.pk])[candidate.pk]
    unit = qualification.units.filter(number=number, examined=False).first()
    if unit is None:
        raise ReductionRefused(
            f"{qualification.code} has no moderated unit {number}: only those are reduced."
        )
    return person, unit


def _standing(person, unit):
    return Reduction.objects.filter(candidate__person=person, unit=unit, taken_back=None)


def _report(centre, qualification, summer, reason, by, at):
    return ReductionReport.objects.create(
        token=uuid.uuid4(),
        centre=centre,
        qualification=qualification,
        summer=summer,
        reason=reason[:LONGEST_REASON],
        sent_at=at,
        sent_by=by,
    )


def _follow(report, reduction, person, by, at):
    raise_award_due_of({person}, at=at)
    told = f"{reduction.candidate.ocr_number} unit {reduction.unit.number}"
    detail = {"units": [told], "words": report.reason}
    trail.record("reductionreport.send", about=report, by=by, at=at, detail=detail)
