"""How does a file of exam results become unit results? All of it, or nothing."""

import hashlib
from dataclasses import dataclass

from django.db import transaction
from django.utils.timezone import localdate

from entries.commands import hold_people
from interchange.accounts import permissions
from interchange.accounts.roles import Permission
from interchange.audit import trail
from interchange.catalogue.models import Series
from results import exam_file
from results.commands.bringing import BY_FILE, Origin, bring
from results.commands.holding import forget_held, hold_results
from results.exam_file import Report
from results.queries import importing as queries


@dataclass(frozen=True)
class Judged:
    """A file of exam results whose persons and series are held: the verdict, and by what it is."""

    verdict: exam_file.Verdict
    ground: exam_file.FileContext
    series: dict
    misshapen: tuple[exam_file.Refusal, ...]

    @property
    def refused(self) -> tuple[exam_file.Refusal, ...]:
        """Why lines cannot be loaded, in their order."""
        every = [*self.misshapen, *self.verdict.refused]
        return tuple(sorted(every, key=lambda one: one.line))


@transaction.atomic
def import_exam_results(text, *, correct=False, cause=BY_FILE, by, at) -> Report:
    """Load a file of exam results, given as its text; give the exam_file.Report.

    Every bad line is reported, and with one bad line nothing is loaded. What is held already is
    left alone, so the same file again changes nothing; another grade than the one held is refused
    unless `correct`, which adds a row that supersedes it, with `cause`. What was pending or had no
    result gives way to what comes, and an absence to the result of somebody who was entered again.
    Each centre is told what changed, from what to what. No series has results before its month has
    begun. What is of a series whose results are not out yet is held apart and told nobody
    (docs/adr/0061). Queries do not grow with the lines of the file. Raises FileRefused where it is
    none.
    """
    permissions.check(by, Permission.BANK_RESULTS)
    judged = hold_and_judge(text, localdate(at), correct=correct)
    already = len(judged.verdict.already)
    if judged.refused:
        return Report(already=already, refused=judged.refused)
    held = bank_judged(judged, text, cause=cause, by=by, at=at)
    verdict = judged.verdict
    return Report(
        loaded=len(verdict.new),
        already=already,
        corrected=len(verdict.to_correct),
        settled=len(verdict.to_settle),
        held=held,
        marked=len(verdict.to_mark),
    )


def hold_and_judge(text, on, *, correct) -> Judged:
    """Hold the persons and series of the file and judge its lines; raises FileRefused for none.

    Belongs in the transaction that banks what is judged.
    """
    rows, misshapen = exam_file.read(text)
    hold_people(queries.records_named(rows))
    series = _lock(queries.series_named({row.series for row in rows}))
    ground = queries.ground(rows, series, on)
    verdict = exam_file.judge_all(rows, ground, correct=correct)
    return Judged(verdict, ground, series, tuple(misshapen))


def bank_judged(judged, text, *, cause, by, at, file=None) -> int:
    """Write the results of a file of which nothing is refused; give how many of them are held.

    What is of a series whose results are out is told whom it concerns, the rest is held apart; of
    `file` (an ExamFile), if it is one. Belongs in the transaction that judged it.
    """
    ground = judged.ground
    changes = judged.verdict.changes
    out = {one.pk for one in judged.series.values() if one.is_out(at)}
    told = [row for row in changes if ground.series[row.series] in out]
    apart = [row for row in changes if ground.series[row.series] not in out]
    origin = Origin(cause, by.pk)
    digest = hashlib.sha256(text.encode()).hexdigest()
    forget_held(told, ground)
    counts = bring(told, ground, lambda row: origin, at=at)
    for one in judged.series.values():
        if one.pk in counts:
            detail = {**counts[one.pk], "file": digest}
            trail.record("series.import_results", about=one, by=by, at=at, detail=detail)
    hold_results(apart, ground, file=file, cause=cause, by=by, at=at)
    for one in judged.series.values():
        if any(ground.series[row.series] == one.pk for row in apart):
            detail = {"file": digest}
            trail.record("series.hold_results", about=one, by=by, at=at, detail=detail)
    return len(apart)


def _lock(found) -> dict[tuple[int, int], Series]:
    """Hold the series, {(year, month): Series}; give them as they are under the lock.

    So two files of one series come one after the other, and none while its results come out.
    """
    held = Series.objects.filter(pk__in=[one.pk for one in found.values()]).order_by("pk")
    return {(one.year, one.month): one for one in held.select_for_update(no_key=True)}
