"""How does the board itself say what a unit's grade is? By a decision, which says why.

A wrong result is corrected by a row that supersedes it; a unit that was missed is banked. Other
kinds of decision go the same way: `decide` writes the decision down with its grades.
"""

from datetime import date
from itertools import groupby
from operator import attrgetter

from django.db import transaction
from django.utils.timezone import localdate

from entries.commands import hold_people, raise_award_due_of
from entries.models import QualificationEntry, UnitEntry
from interchange.accounts import permissions
from interchange.accounts.roles import Permission
from interchange.audit import trail
from interchange.catalogue import queries as catalogue_queries
from interchange.catalogue.models import Series
from interchange.catalogue.specification import Unit
from interchange.notifications import outbox
from results import queries, rules
from results.models import Decision, UnitResult

EVENTS = {
    Decision.Kind.CORRECTED: "unitresult.correct",
    Decision.Kind.BANKED: "unitresult.bank",
    Decision.Kind.CONSIDERED: "unitresult.assess",
    Decision.Kind.REDUCED: "unitresult.assess",
    Decision.Kind.TAG: "unitresult.give_tag",
}


@transaction.atomic
def decide(*, kind, results, reason, by, at, papers="", request=None) -> list[UnitResult]:
    """Write down what the board decided about units, with its reason; give the unit results.

    `results` are unsaved UnitResults (candidate, unit, centre, qualification, grade, and the exam
    series or what they supersede where there is any), checked before under the lock of their
    persons. `papers` says which papers it rests on, `request` is the missing-results request that
    it answers. Awards that may follow become due; each centre has one letter. Raises ResultRefused
    for a reason or papers that are too long.
    """
    reason, papers = reason.strip(), papers.strip()
    rules.check_fits(reason, "The reason")
    rules.check_fits(papers, "What the papers are")
    for centre in {one.centre for one in results}:
        permissions.check(by, Permission.BANK_RESULTS, centre=centre)
    persons = hold_people({one.candidate_id for one in results})
    decision = Decision.objects.create(
        kind=kind,
        reason=reason,
        papers=papers,
        request=request,
        decided_at=at,
        decided_by=by,
    )
    for one in results:
        one.decision, one.banked_at, one.banked_by = decision, at, by
    made = UnitResult.objects.bulk_create(results)
    raise_award_due_of(set(persons.values()), at=at)
    for one in made:
        trail.record(EVENTS[kind], about=one, by=by, at=at, detail=_detail(one))
    for centre, those in groupby(sorted(made, key=attrgetter("centre_id")), attrgetter("centre")):
        outbox.queue(
            "results/decided", to=centre.email, at=at, decision=decision, results=list(those)
        )
    return made


def _detail(result):
    """What the trail says of a decided result."""
    is_so = rules.shown(result.grade, result.partly_absent)
    before = result.supersedes
    was = {"was": rules.shown(before.grade, before.partly_absent)} if before else {}
    return {**was, "is": is_so, "cause": result.because}


@transaction.atomic
def correct(
    *, result, grade, cause, by, at, partly_absent=None, papers="", request=None
) -> UnitResult:
    """Record that the unit result should have been `grade`, because of `cause`; give the new row.

    `partly_absent` says whether part of the exam was missed: None leaves that as it stands beside
    a grade. The old row stays for the trail and counts no more. Papers and request as in `decide`.
    Raises ResultRefused for a grade the unit cannot have, for no cause, and for a result that was
    corrected already.
    """
    permissions.check(by, Permission.BANK_RESULTS, centre=result.centre)
    hold_people([result.candidate_id])
    result = _lock(result)
    if partly_absent is None:
        partly_absent = result.partly_absent and grade not in rules.UNGRADED
    rules.check_can_correct(
        _unit_of(result.qualification, result.unit.number),
        result.grade,
        grade,
        cause,
        was_partly=result.partly_absent,
        partly=partly_absent,
    )
    right = UnitResult(
        candidate=result.candidate,
        unit=result.unit,
        centre=result.centre,
        qualification=result.qualification,
        grade=grade,
        partly_absent=partly_absent,
        series_id=result.series_id,
        line_id=result.line_id,
        supersedes=result,
    )
    told = {"papers": papers, "request": request, "by": by, "at": at}
    [made] = decide(kind=Decision.Kind.CORRECTED, results=[right], reason=cause, **told)
    return made


@transaction.atomic
def bank_unit(
    *,
    candidate,
    centre,
    qualification,
    number,
    grade,
    reason,
    by,
    at,
    series=None,
    papers="",
    request=None,
) -> UnitResult:
    """Bank the unit of that number for a candidate by a decision of the board; give its result.

    For a unit whose grade no claim and no file brings. The candidate must have been registered at
    the centre for the qualification, or entered for one of its units; `series` is the one in which
    an exam was sat. Papers and request as in `decide`. Raises ResultRefused for a grade that the
    unit cannot have or that is held already, for an exam still to come or whose results are not out
    yet, and where there is no such unit.
    """
    ahead = bool(series) and date(series.year, series.month, 1) > localdate(at)
    named = series and str(series)

    def check(unit, held):
        rules.check_can_bank(unit, grade, reason, series=named, is_ahead=ahead, held=held)

    return bank_decided(
        kind=Decision.Kind.BANKED,
        candidate=candidate,
        centre=centre,
        qualification=qualification,
        number=number,
        grade=grade,
        check=check,
        reason=reason,
        series=series,
        papers=papers,
        request=request,
        by=by,
        at=at,
    )


@transaction.atomic
def bank_decided(
    *, kind, candidate, centre, qualification, number, grade, check, by, at, series=None, **told
) -> UnitResult:
    """Bank the unit of that number by a decision of a Decision.Kind; give its result.

    `check(unit, held)` raises ResultRefused unless it may be, by the unit as its rules have it and
    what is held of it {where it comes from: grade}. `told` are reason, papers and request, as in
    `decide`.
    """
    permissions.check(by, Permission.BANK_RESULTS, centre=centre)
    person = hold_people([candidate.pk])[candidate.pk]
    if series:  # held against imports
        series = Series.objects.select_for_update(no_key=True).get(pk=series.pk)
    rule = _unit_of(qualification, number)
    unit = qualification.units.get(number=rule.number)
    check(rule, queries.held_of(person, unit))
    _check_is_out(series, at)
    result = UnitResult(
        candidate_id=_record_at(centre, qualification, person),
        unit=unit,
        centre=centre,
        qualification=qualification,
        grade=grade,
        series=series,
    )
    [made] = decide(kind=kind, results=[result], by=by, at=at, **told)
    return made


def _check_is_out(series, at) -> None:
    """Raise ResultRefused while nobody is told what was achieved in the exams of the series."""
    if series and not series.is_out(at):
        raise rules.ResultRefused(
            f"The results of {series} come out on {series.results_come}: before, nobody is told a"
            " grade of it. Load it by a file of exam results, which holds it until then."
        )


def _record_at(centre, qualification, person) -> int:
    """The id of the person's record that the centre registered or entered for it, the latest."""
    for model in (QualificationEntry, UnitEntry):
        entries = model.objects.filter(
            centre=centre, qualification=qualification, candidate__person=person
        )
        if entry := entries.order_by("-made_at", "-pk").first():
            return entry.candidate_id
    raise rules.ResultRefused(
        f"Centre {centre.number} has neither registered this candidate for {qualification.code} nor"
        " entered them for one of its units. Check the three numbers."
    )


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


def _unit_of(qualification, number) -> Unit:
    """The unit of that number as the qualification's rules have it; raises ResultRefused."""
    for unit in catalogue_queries.specification(qualification).units:
        if unit.number == number:
            return unit
    raise rules.ResultRefused(
        f"{qualification.code} has no unit {number} (any more): its rules say nothing about the"
        " grades the unit can have."
    )
