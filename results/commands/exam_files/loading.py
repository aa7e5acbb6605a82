"""How is loaded what was confirmed? All of it in one transaction, and just what was shown.

It is judged once more, while its persons and series are held; where it would do anything else than
what somebody looked at, nothing is loaded, and it is read again to be looked at.
"""

from django.db import transaction
from django.utils.timezone import localdate

from interchange import workflow
from interchange.queue import hint
from results.commands.bringing import Origin, corrections_of
from results.commands.exam_files.lines import digest_of, keep, lines_of
from results.commands.exam_files.sending import WORK
from results.commands.importing import bank_judged, hold_and_judge
from results.commands.lowering import would_lower
from results.exam_file_states import HOLD, LOAD, READ_AGAIN, Status
from results.models import ExamFile

LOOK_AGAIN = (
    "Something changed after you looked at this file, so nothing was loaded. Look at what it would"
    " do now, then confirm again."
)


@transaction.atomic
def load_exam_file(file, *, at) -> None:
    """Load what was confirmed; once, whoever asks for it how often.

    Where the results of a series are not out yet, what is of it is held until they are.
    """
    held = ExamFile.objects.select_for_update(of=("self",), no_key=True)
    file = held.select_related("sent_by", "confirmed_by").get(pk=file.pk)
    if file.status != Status.CONFIRMED:
        return
    judged = hold_and_judge(file.content, localdate(at), correct=True)
    by = file.confirmed_by
    same = not judged.refused and _does(judged, by, at) == file.shows
    if not same:
        nobody = {"confirmed_at": None, "confirmed_by": None}
        nothing = {"done": 0, "counts": {}, "lowers": []}
        again = {"notes": [LOOK_AGAIN], "tries": 0, **nothing, **nobody}
        workflow.perform(READ_AGAIN, file, by=by, at=at, **again)
        keep(file, [])
        hint(WORK)
        return
    held = bank_judged(judged, file.content, cause=file.cause, by=by, at=at, file=file)
    detail = {"digest": file.digest} if held else {**file.counts, "digest": file.digest}
    workflow.perform(HOLD if held else LOAD, file, by=by, at=at, detail=detail)


def _does(judged, by, at) -> str:
    """The digest of what the file would do now."""
    verdict, ground = judged.verdict, judged.ground
    corrected = corrections_of(verdict, ground, Origin("", by.pk), at)
    return digest_of(lines_of(verdict, ground), would_lower(corrected, localdate(at)))
