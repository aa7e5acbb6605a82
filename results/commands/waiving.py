"""What does the board do about a held result by itself? Try to tell it again, or drop it."""

from django.db import transaction

from entries.commands import hold_people
from interchange import workflow
from interchange.accounts import permissions
from interchange.accounts.roles import Permission
from interchange.audit import trail
from interchange.queue import hint
from interchange.refusals import RuleBroken
from results import rules
from results.commands.releasing import WORK
from results.exam_file_states import CANCEL, CHANGES, Outcome
from results.models import ExamFile, HeldResult

DROPPED = Outcome.DROPPED


class HeldRefused(RuleBroken):
    """That cannot be done to the held result."""


@transaction.atomic
def try_to_tell(*, held, by, at) -> None:
    """Have a held result told that could not be. Raises HeldRefused where nothing keeps it."""
    permissions.check(by, Permission.BANK_RESULTS)
    held = _still_held(held)
    if not held.problem:
        raise HeldRefused("Nothing keeps this result from being told: it waits for its day.")
    HeldResult.objects.filter(pk=held.pk).update(problem="", remedy="")
    _note("heldresult.try_again", held, by, at)
    hint(WORK)


@transaction.atomic
def drop_held(*, held, because, by, at) -> None:
    """Drop a held result, which is never told then; an earlier one of the exam counts again.

    Its file counts it as dropped, and is cancelled where nothing else of it was or is to be told.
    Raises HeldRefused where nobody says why, or it was told or dropped meanwhile, ResultRefused for
    a reason that is too long.
    """
    permissions.check(by, Permission.BANK_RESULTS)
    because = because.strip()
    if not because:
        raise HeldRefused("Say why it is dropped: the trail keeps it.")
    rules.check_fits(because, "Why it is dropped")
    files = ExamFile.objects.select_for_update(no_key=True).defer("content")
    file = files.filter(pk=held.file_id).first()
    held = _still_held(held)
    _note("heldresult.drop", held, by, at, {"because": because})
    HeldResult.objects.filter(pk=held.pk).delete()
    if file:
        _say_in_file(file, held, by, at)


def _say_in_file(file, held, by, at):
    """Count its line as dropped; a file of which nothing is left to tell is cancelled."""
    lines = file.judged.filter(series=held.series.code, unit=held.number, outcome__in=CHANGES)
    about = {"ocr_number": held.candidate.ocr_number, "entry_code": held.qualification.code}
    for line in lines.filter(**about):
        file.counts[line.outcome] -= 1
        file.counts[DROPPED] = file.counts.get(DROPPED, 0) + 1
        lines.filter(pk=line.pk).update(outcome=DROPPED)
    file.save(update_fields=["counts"])
    if file.is_held and not file.changes:
        workflow.perform(CANCEL, file, by=by, at=at, notes=[])


def _note(event, held, by, at, detail=None):
    """Write it in the trail, without the grade: not everybody who reads that may know it."""
    trail.record(event, about=held, by=by, at=at, detail=detail, centre=held.centre)


def _still_held(held) -> HeldResult:
    """Hold the result's person and row; raises HeldRefused where it is held no more."""
    hold_people([held.candidate_id])
    found = HeldResult.objects.select_for_update(of=("self",), no_key=True)
    found = found.select_related("candidate", "qualification", "series", "centre")
    held = found.filter(pk=held.pk).first()
    if held is None:
        raise HeldRefused("This result was told or dropped already.")
    return held
