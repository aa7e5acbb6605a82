"""What does the board do with a file of exam results? Send it, confirm what it does, cancel it."""

import hashlib

from django.db import transaction

from interchange import shown, workflow
from interchange.accounts import permissions
from interchange.accounts.roles import Permission
from interchange.audit import trail
from interchange.catalogue.models import Series
from interchange.queue import hint
from interchange.refusals import RuleBroken
from results.exam_file_states import CANCEL, CONFIRM, OPEN
from results.models import ExamFile, HeldResult
from results.queries.exam_files import shown_of_exam_file
from results.rules import check_fits

WORK = "results.work_exam_files"


class NoCause(RuleBroken):
    """Results would be corrected, and nobody says why."""

    field = "cause"


class TooLate(RuleBroken):
    """What the file brought is told already."""


@transaction.atomic
def send_exam_file(*, name, text, by, at) -> ExamFile:
    """Take a file of exam results in, to be read; give it. Nothing is loaded yet.

    One of the same text that is still open is given as it is.
    """
    permissions.check(by, Permission.BANK_RESULTS)
    digest = hashlib.sha256(text.encode()).hexdigest()
    opened = ExamFile.objects.defer("content").filter(digest=digest, status__in=OPEN).first()
    if opened:
        return opened
    stamp = {"sent_at": at, "sent_by": by}
    file = ExamFile.objects.create(name=name[:150], content=text, digest=digest, **stamp)
    trail.record("examfile.send", about=file, by=by, at=at, detail={"digest": digest})
    hint(WORK)
    return file


@transaction.atomic
def confirm_exam_file(*, file, by, at, seen=None, cause="") -> None:
    """Have loaded what the board was shown: `seen` on the page (queries.shown_of_exam_file).

    `cause` says why results are corrected. Raises NoCause where some are and nobody says why,
    ResultRefused where that is too long, ShownOtherwise where the file would do something else,
    MoveRefused where it does not wait for that.
    """
    permissions.check(by, Permission.BANK_RESULTS)
    ExamFile.objects.select_for_update(no_key=True).only("pk").get(pk=file.pk)
    file.refresh_from_db(fields=["status", "counts", "shows"])
    if file.is_checked and seen is not None:
        shown.check_same(seen, {str(file): shown_of_exam_file(file)})
    if file.corrects and not cause.strip():
        raise NoCause("Say why results are corrected: their centres and the trail read it.")
    check_fits(cause.strip(), "Why results are corrected")
    more = {"confirmed_at": at, "confirmed_by": by, "cause": cause.strip(), "tries": 0}
    workflow.perform(CONFIRM, file, by=by, at=at, notes=[], **more)
    hint(WORK)


@transaction.atomic
def cancel_exam_file(*, file, by, at) -> None:
    """Leave the file: nothing is loaded from it, and nothing held of it any more.

    What an earlier file said of the same exams is then held again. Raises MoveRefused where it is
    too late, TooLate where the results of its series are out and being told.
    """
    permissions.check(by, Permission.BANK_RESULTS)
    ExamFile.objects.select_for_update(no_key=True).only("pk").get(pk=file.pk)
    held = HeldResult.objects.filter(file=file)
    of_these = Series.objects.filter(pk__in=held.order_by().values("series")).order_by("pk")
    for series in of_these.select_for_update(no_key=True):
        if series.is_opened(at):
            raise TooLate(
                f"The results of {series} are out, so those of this file are read. Send a file with"
                " the right results: it corrects them."
            )
    gone, _ = held.delete()
    notes = [f"{gone:,} held result{'' if gone == 1 else 's'} taken back."] if gone else []
    workflow.perform(CANCEL, file, by=by, at=at, notes=notes)
