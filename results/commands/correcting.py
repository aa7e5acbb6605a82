"""How is a wrong unit result put right? By a row that supersedes it and says why."""

from django.db import transaction

from entries.commands import hold_people, raise_award_due_of
from interchange.accounts import permissions
from interchange.accounts.roles import Permission
from interchange.audit import trail
from interchange.catalogue import queries as catalogue_queries
from interchange.catalogue.models import Series
from interchange.catalogue.specification import Unit
from interchange.notifications import outbox
from results import rules
from results.models import UnitResult


@transaction.atomic
def correct(*, result, grade, cause, by, at) -> UnitResult:
    """Record that the unit result should have been `grade`, because of `cause`; give the new row.

    The old row stays for the trail and counts no more. Raises ResultRefused for a grade the unit
    cannot have, for no cause, and for a result that was corrected already.
    """
    permissions.check(by, Permission.BANK_RESULTS, centre=result.centre)
    persons = hold_people([result.candidate_id])
    result = _lock(result)
    rules.check_can_correct(_unit_of(result), result.grade, grade, cause)
    correction = UnitResult.objects.create(
        candidate=result.candidate,
        unit=result.unit,
        centre=result.centre,
        qualification=result.qualification,
        grade=grade,
        series_id=result.series_id,
        line_id=result.line_id,
        banked_at=at,
        banked_by=by,
        supersedes=result,
        cause=cause.strip()[:300],
    )
    raise_award_due_of(set(persons.values()), at=at)
    detail = {"was": result.grade, "is": grade, "cause": correction.cause}
    trail.record("unitresult.correct", about=correction, by=by, at=at, detail=detail)
    outbox.queue("results/corrected", to=result.centre.email, at=at, result=correction, was=result)
    return correction


def _lock(result) -> UnitResult:
    """Hold the result, and with it its series against imports; raises ResultRefused if outdated."""
    if result.series_id:
        Series.objects.select_for_update(no_key=True).get(pk=result.series_id)
    held = UnitResult.objects.select_for_update(of=["self"], no_key=True)
    result = held.select_related("candidate", "unit", "centre", "qualification").get(pk=result.pk)
    if UnitResult.objects.filter(supersedes=result).exists():
        raise rules.ResultRefused(
            "This result was corrected already. Look at the candidate's results and correct the"
            " one that stands."
        )
    return result


def _unit_of(result) -> Unit:
    """The result's unit as the rules of its qualification have it; raises ResultRefused."""
    specification = catalogue_queries.specification(result.qualification)
    for unit in specification.units:
        if unit.number == result.unit.number:
            return unit
    raise rules.ResultRefused(
        f"{result.qualification.code} has no unit {result.unit.number} (any more): its rules say"
        " nothing about the grades the unit can have."
    )
