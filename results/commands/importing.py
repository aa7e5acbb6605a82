"""How does a file of exam results become unit results? All of it, or nothing."""

import hashlib

from django.db import transaction
from django.utils.timezone import localdate

from entries.commands import hold_people, raise_award_due_of
from interchange.accounts import permissions
from interchange.accounts.models import Centre
from interchange.accounts.roles import Permission
from interchange.audit import trail
from interchange.catalogue.models import Series
from interchange.notifications import outbox
from results import exam_file
from results.exam_file import Report
from results.models import UnitResult
from results.queries import importing as queries

BY_FILE = "The board loaded a corrected exam result."
ENTERED_AGAIN = "The candidate was entered again after the absence."


@transaction.atomic
def import_exam_results(text, *, correct=False, cause=BY_FILE, by, at) -> Report:
    """Load a file of exam results, given as its text; give the exam_file.Report.

    Every bad line is reported, and with one bad line nothing is loaded. What is held already is
    left alone, so the same file again changes nothing; another grade than the one held is refused
    unless `correct`, which adds a row that supersedes it, with `cause`. The result of somebody who
    was entered again supersedes the absence before. No series has results before its month has
    begun. Queries do not grow with the lines of the file. Raises FileRefused where it is none.
    """
    permissions.check(by, Permission.BANK_RESULTS)
    rows, misshapen = exam_file.read(text)
    hold_people(queries.records_named(rows))
    series = _lock({row.series for row in rows})
    ground = queries.ground(rows, series, localdate(at))
    verdict = exam_file.judge_all(rows, ground, correct=correct)
    refused = sorted([*misshapen, *verdict.refused], key=lambda one: one.line)
    if refused:
        return Report(already=len(verdict.already), refused=tuple(refused))
    stamp = {"banked_at": at, "banked_by": by}
    new = [_first(row, ground, **stamp) for row in verdict.new]
    corrections = [_correction(row, ground, cause, **stamp) for row in verdict.to_correct]
    results = UnitResult.objects.bulk_create(new + corrections)
    if results:
        _follow(results, series.values(), corrections, text, by, at)
    return Report(len(new), len(verdict.already), len(corrections))


def _lock(named) -> dict[tuple[int, int], Series]:
    """Hold the series, so that two files of one series come one after the other; give them."""
    found = queries.series_named(named)
    held = Series.objects.filter(pk__in=[one.pk for one in found.values()]).order_by("pk")
    list(held.select_for_update(no_key=True).values_list("pk"))
    return found


def _first(row, ground, **stamp) -> UnitResult:
    """The first result of a person for an exam; it belongs to the record that was entered."""
    return _result(row, ground, ground.entered[ground.key(row)], **stamp)


def _correction(row, ground, cause, **stamp) -> UnitResult:
    """A result that supersedes the one held."""
    held = ground.held[ground.key(row)]
    cause = ENTERED_AGAIN if held.overtaken else cause
    return _result(row, ground, held, supersedes_id=held.pk, cause=cause, **stamp)


def _result(row, ground, belongs, **more) -> UnitResult:
    """The result of a row, under the candidate and centre it belongs to."""
    _, unit, series = ground.key(row)
    return UnitResult(
        candidate_id=belongs.candidate_id,
        centre_id=belongs.centre_id,
        unit_id=unit,
        series_id=series,
        qualification_id=ground.exams[row.entry_code, row.unit].qualification_id,
        grade=row.grade,
        **more,
    )


def _follow(results, series, corrections, text, by, at) -> None:
    """Make the awards due, write one event a series in the trail, and tell each centre."""
    raise_award_due_of(set(hold_people({one.candidate_id for one in results}).values()), at=at)
    digest = hashlib.sha256(text.encode()).hexdigest()
    for one in series:
        here = [result for result in results if result.series_id == one.pk]
        corrected = sum(result.series_id == one.pk for result in corrections)
        detail = {"loaded": len(here) - corrected, "corrected": corrected, "file": digest}
        trail.record("series.import_results", about=one, by=by, at=at, detail=detail)
    by_centre = {}
    for result in results:
        by_centre.setdefault(result.centre_id, []).append(result)
    for centre in Centre.objects.filter(pk__in=by_centre):
        told = {"centre": centre, "number": len(by_centre[centre.pk])}
        outbox.queue("results/exam_results", to=centre.email, at=at, **told)
