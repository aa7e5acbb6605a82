"""When are results told that were held? At their series' day and hour, or by an act of the board.

They land as a file does that is loaded after that moment, in pieces of whole centres, so that a
centre has its results and the letter of them in one transaction. It has another letter where a
person's results at a second centre come with those of the first, or what could not land at first
lands later. What cannot land stays held, with why, and keeps nothing else from it.
"""

import logging
from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.timezone import localdate

from entries.commands import hold_people
from interchange import shown, tries, workflow
from interchange.accounts import permissions
from interchange.accounts.commands import service_account
from interchange.accounts.roles import Permission
from interchange.audit import trail
from interchange.bulk import among
from interchange.catalogue.models import Series
from interchange.holding import Work, held_alone
from interchange.queue import hint
from interchange.refusals import RuleBroken
from results import rules
from results.commands.bringing import Origin, bring
from results.commands.holding import forget_held
from results.exam_file import ExamRow, judge_all
from results.exam_file_states import TELL, Status
from results.models import ExamFile, HeldResult
from results.queries import held as held_queries
from results.queries import importing as queries

log = logging.getLogger(__name__)

WORK = "results.tell_held"
PIECE = 10_000  # results that land in one transaction, or one centre's if it has more
FAILED = "This result could not be told, for a reason that its grade has nothing to do with."
ASK_OPERATORS = "Choose “Try to tell again”; if that fails too, tell the operators."
OVERTAKEN = "The candidate was entered again after this absence."
LOAD_OTHER = "Drop it, and load the result of the exam when it is there."
TWO_RECORDS = "Two records of this person have a result of this exam in one file."
KEEP_ONE = "Drop the one that is wrong, then choose “Try to tell again” for the other."


class ReleaseRefused(RuleBroken):
    """The results of the series cannot be released."""

    field = "because"


@dataclass(frozen=True)
class Problem:
    """Why a held result cannot be told, and what to do."""

    problem: str
    remedy: str


@transaction.atomic
def release_results(*, series, because, by, at, seen=None) -> None:
    """Tell the exam results of a series before their day and hour, and load later files at once.

    `because` is kept beside the series, `seen` what the page showed that would be told
    (queries.shown_of_release). Raises ReleaseRefused where they are out already or nobody says why,
    ResultRefused where that is too long, ShownOtherwise where something else would be told.
    """
    permissions.check(by, Permission.RELEASE_RESULTS)
    series = Series.objects.select_for_update(no_key=True).get(pk=series.pk)
    because = because.strip()
    if series.is_opened(at):
        raise ReleaseRefused(_opened(series, at))
    if not because:
        raise ReleaseRefused("Say why they are released before their day: the trail keeps it.")
    rules.check_fits(because, "Why they are released")
    told = held_queries.shown_of_release(series)
    shown.check_same(seen, {str(series): told})
    Series.objects.filter(pk=series.pk).update(released_at=at, release_reason=because)
    detail = {"because": because, **told}
    trail.record("series.release_results", about=series, by=by, at=at, detail=detail)
    hint(WORK)


def _opened(series, at):
    """Why nothing of a series is left to release."""
    if series.is_out(at):
        return f"The results of {series} are out already: nothing is held back."
    return (
        f"The results of {series} are open already, under an embargo until {series.results_come}."
        " To end it, change the dates of the series."
    )


def tell_held(*, at) -> bool:
    """Tell a piece of what is held of a series whose results are out; give whether there was one.

    Call it outside of a transaction. Trouble with the database is raised.
    """
    for pk in held_queries.series_to_tell(at):
        with held_alone(Work.HELD_RESULTS, pk) as mine:
            if mine and _tell_some(pk, at):
                return True
    _finish_files(at)
    return False


def _tell_some(pk, at):
    """Tell a piece of a series; where that fails, one centre, or note that it failed."""
    try:
        return _tell_piece(pk, PIECE, at)
    except Exception as problem:
        if tries.is_the_databases(problem):
            raise
        log.exception("held results of series %s could not be told together", pk)
    try:
        return _tell_piece(pk, 1, at)
    except Exception as problem:
        if tries.is_the_databases(problem):
            raise
        log.exception("held results of series %s could not be told", pk)
        failed = HeldResult.objects.filter(pk__in=[one.pk for one in _piece(pk, 1)])
        return failed.update(problem=FAILED, remedy=ASK_OPERATORS)


def _piece(pk, most):
    """The next held results of a series by whole centres: so many at most, or one centre's."""
    found = HeldResult.objects.filter(series=pk, problem="").order_by("centre", "pk")
    centres = list(found.values_list("centre", flat=True)[: most + 1])
    whole = sorted({*centres} - ({centres[-1]} if len(centres) > most else set()))
    named = found.filter(centre__in=whole or centres[:1])
    return list(named.select_related("candidate", "qualification"))


@transaction.atomic
def _tell_piece(pk, most, at):
    """Land a piece in one transaction; give how many results were held of it."""
    first = _piece(pk, most)
    person_of = hold_people({one.candidate_id for one in first})
    series = Series.objects.select_for_update(no_key=True).get(pk=pk)
    if not series.is_out(at):
        return 0
    exams = defaultdict(list)
    for one in _held_of({*person_of.values()}, series):  # as it is now that nobody changes it
        exams[one.candidate.person_id, one.unit_id].append(one)
    for exam, why in _land(exams, series, at).items():
        ids = [one.pk for one in exams[exam]]
        HeldResult.objects.filter(pk__in=ids).update(problem=why.problem, remedy=why.remedy)
    return len(exams)


def _held_of(persons, series):
    """All that is held of the persons in the series and can be told, the last at the end."""
    found = HeldResult.objects.filter(
        series=series, problem="", candidate__person__in=among(persons)
    )
    return found.order_by("pk").select_related("candidate", "qualification")


def _land(exams, series, at) -> dict[tuple[int, int], Problem]:
    """Land the last that is held of each exam, and hold it no more; give why some cannot be."""
    wrong = {
        exam: Problem(TWO_RECORDS, KEEP_ONE) for exam, those in exams.items() if _differ(those)
    }
    last = {exam: those[-1] for exam, those in exams.items() if exam not in wrong}
    rows = {exam: _row(one, series) for exam, one in last.items()}
    ground = queries.ground(rows.values(), {(series.year, series.month): series}, localdate(at))
    exam_of = {row.line: exam for exam, row in rows.items()}
    verdict = judge_all(rows.values(), ground.as_told, correct=True)
    for refusal in verdict.refused:
        wrong[exam_of[refusal.line]] = Problem(refusal.problem, refusal.remedy)
    sound = [row for exam, row in rows.items() if exam not in wrong]
    for row in [row for row in sound if row.grade == rules.ABSENT]:
        if ground.held[ground.key(row)].overtaken:
            wrong[exam_of[row.line]] = Problem(OVERTAKEN, LOAD_OTHER)
            sound.remove(row)
    forget_held(sound, ground)
    held = {row.line: last[exam] for exam, row in rows.items()}
    by = service_account()
    counts = bring(
        sound, ground, lambda row: Origin(held[row.line].cause, held[row.line].held_by_id), at=at
    )
    detail = counts.get(series.pk, {})
    if detail:
        trail.record("series.tell_results", about=series, by=by, at=at, detail=detail)
    return wrong


def _differ(those) -> bool:
    """Whether one file has results of several records of the person for the exam."""
    of_files = {(one.file_id, one.candidate_id) for one in those if one.file_id}
    return len({file for file, _ in of_files}) < len(of_files)


def _row(held, series) -> ExamRow:
    """What is held, as the line of a file that says it."""
    about = (held.candidate.ocr_number, held.qualification.code, held.number)
    when = (series.year, series.month)
    return ExamRow(held.pk, when, *about, held.grade, held.partly_absent, held.mark)


def _finish_files(at):
    """Have files be Loaded of which nothing is held any more: what was not dropped is told."""
    held = HeldResult.objects.filter(file=OuterRef("pk"))
    over = ExamFile.objects.filter(~Exists(held), status=Status.HELD).defer("content")
    for file in over:
        with suppress(workflow.MoveRefused):  # another process was first
            workflow.perform(TELL, file, by=service_account(), at=at, notes=[])
