"""How does a centre report which moderated units were reduced? What differs, once it was shown."""

from django.db import transaction
from django.utils.timezone import localdate

from assessed import queries
from assessed.models import Reduction, ReductionReport
from assessed.rules import reductions as rules
from assessed.rules.reductions import ReductionRefused
from entries.commands import hold_people, raise_award_due_of
from interchange.accounts import permissions
from interchange.accounts.commands import hold_centre
from interchange.accounts.roles import Permission
from interchange.audit import trail
from interchange.notifications import outbox
from interchange.shown import check_same
from interchange.tokens import named
from results.models import AwaitedGrade, Decision

NO_YEAR = "The board takes no reductions of that year any more. Nothing was sent."


@transaction.atomic
def report_reductions(
    *, centre, qualification, summer, keys, reason, declared, by, at, token=None, seen=None
) -> ReductionReport:
    """Report the units reduced that are ticked, and take back those that are not any more.

    `keys` are the ticks (queries.key) of all the students listed of the qualification, `seen` is
    what the check page showed. Each unit newly reported awaits a grade that the board works out;
    one taken back awaits none. The centre has a letter. The same form sent twice gives the report
    of the first time. Raises ReductionRefused for what may not be sent, and ShownOtherwise where it
    is not what was shown. Carries out the board's page on reduction in assessment.
    """
    permissions.check(by, Permission.REPORT_REDUCTIONS, centre=centre)
    hold_centre(centre)
    where = ["reductions", centre.pk, qualification.pk, summer]
    token = named(token, *where, sorted(keys), reason.strip())
    if sent := queries.reduction_reports(centre).filter(token=token).first():
        return sent
    year = queries.reduction_year(summer, localdate(at))
    if year is None:
        raise ReductionRefused(NO_YEAR)
    sheet = queries.reduction_sheet(centre, year, qualification)
    persons = hold_people(sheet.entries.values_list("candidate_id", flat=True))
    changes = queries.changes(sheet, frozenset(keys))
    check_same(seen, queries.shown_of(changes))
    rules.check_can_send(
        year.area,
        changes=len(changes),
        bars=[f"{one.entry.candidate.name}: {one.bar}" for one in changes if one.bar],
        mandatory=[one.unit.number for one in changes if one.is_new and one.mandatory],
        reason=reason,
        declared=declared,
    )
    report = ReductionReport.objects.create(
        token=token,
        centre=centre,
        qualification=qualification,
        summer=summer,
        reason=reason.strip(),
        sent_at=at,
        sent_by=by,
    )
    reduce_units(report, [(one.entry.candidate, one.unit) for one in changes if one.is_new])
    _take_back(report, sheet, [one for one in changes if not one.is_new])
    raise_award_due_of({persons[one.entry.candidate_id] for one in changes}, at=at)
    told = [f"{one.entry.candidate.ocr_number} unit {one.unit.number}" for one in changes]
    detail = {"units": told, "words": report.reason}
    trail.record("reductionreport.send", about=report, by=by, at=at, detail=detail)
    letter = {"report": report, "changes": changes}
    outbox.queue("assessed/reductions", to=centre.email, at=at, **letter)
    return report


def reduce_units(report, pairs) -> list[Reduction]:
    """Write down the (candidate, unit) pairs newly reported; the board owes a grade of each."""
    awaited = AwaitedGrade.objects.bulk_create(
        AwaitedGrade(
            kind=Decision.Kind.REDUCED,
            stage=AwaitedGrade.Stage.GRANTED,
            candidate=candidate,
            centre=report.centre,
            qualification=report.qualification,
            unit=unit,
            made_at=report.sent_at,
            made_by=report.sent_by,
        )
        for candidate, unit in pairs
    )
    return Reduction.objects.bulk_create(
        Reduction(
            candidate=one.candidate,
            unit=one.unit,
            summer=report.summer,
            report=report,
            awaited=one,
        )
        for one in awaited
    )


def _take_back(report, sheet, changes):
    """Take the units back that are ticked no more; the board owes them no grade."""
    found = queries.standing(sheet) if changes else {}
    ids = [found[queries.key(one.entry, one.unit)].pk for one in changes]
    reductions = Reduction.objects.filter(pk__in=ids)
    awaited = AwaitedGrade.objects.filter(reduction__in=reductions)
    awaited.update(stage=AwaitedGrade.Stage.OFF)
    reductions.update(taken_back=report)
