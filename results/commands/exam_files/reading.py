"""How is a file of exam results read? In pieces, so that it can be watched; nothing is held."""

from django.db import transaction
from django.utils.timezone import localdate

from interchange import workflow
from results import exam_file
from results.commands.bringing import Origin, corrections_of
from results.commands.exam_files.lines import (
    counts_of,
    digest_of,
    keep,
    lines_of,
    refused_lines,
)
from results.commands.lowering import would_lower
from results.exam_file_states import CHANGES, LEAVE, READ, REFUSE, Outcome, Status
from results.models import ExamFile
from results.queries import importing as queries

PIECE = 2000


def read_exam_file(file, *, at) -> None:
    """Read the file and judge each line; then it waits for the board, or has errors."""
    text = ExamFile.objects.values_list("content", flat=True).get(pk=file.pk)
    try:
        rows, misshapen = exam_file.read(text)
    except exam_file.FileRefused as refusal:
        workflow.perform(REFUSE, file, by=file.sent_by, at=at, problems=[str(refusal)])
        return
    total = len({one.line for one in misshapen} | {row.line for row in rows})
    lines, seen, on = refused_lines(misshapen), {}, localdate(at)
    corrected = []
    done = {line[0] for line in lines}
    for start in range(0, len(rows), PIECE):
        piece = rows[start : start + PIECE]
        said, corrections = _judged(piece, on, seen, Origin("", file.sent_by_id), at)
        lines += said
        corrected += corrections
        done.update(row.line for row in piece)
        if not _tell(file, total, len(done)):
            return
    _finish(file, total, _renumbered(lines), corrected, at)


def _judged(rows, on, seen, origin, at) -> tuple[list[tuple], list]:
    """What would become of some rows, as lines, and the unit results that correct others.

    `seen` are the exams of the rows before them.
    """
    ground = queries.ground(rows, queries.series_named({row.series for row in rows}), on)
    verdict = exam_file.judge_all(rows, ground, correct=True, seen=seen)
    return lines_of(verdict, ground), corrections_of(verdict, ground, origin, at)


def _renumbered(lines):
    """The lines with the reasons of each in order: one that is refused does nothing else."""
    refused = {line[0] for line in lines if line[2] == Outcome.REFUSED}
    places, found = {}, []
    for number, _, *rest in lines:
        if number in refused and rest[0] != Outcome.REFUSED:
            continue
        place = places[number] = places.get(number, -1) + 1
        found.append((number, place, *rest))
    return found


def _tell(file, total, done):
    """Say how far it is; give whether nobody cancelled it meanwhile."""
    waiting = ExamFile.objects.filter(pk=file.pk, status=Status.WAITING)
    return waiting.update(lines=total, done=done)


@transaction.atomic
def _finish(file, total, lines, corrected, at):
    """Keep what the lines do, and have somebody look at it."""
    counts = counts_of(lines)
    lowers = [] if counts[Outcome.REFUSED] else would_lower(corrected, localdate(at))
    if counts[Outcome.REFUSED]:
        move = REFUSE
    else:
        move = READ if any(counts[one] for one in CHANGES) else LEAVE
    known = {"lines": total, "done": total, "counts": counts, "lowers": lowers}
    known["shows"] = digest_of(lines, lowers)
    if move != READ:
        known["notes"] = []  # nobody is to look again and confirm
    workflow.perform(move, file, by=file.sent_by, at=at, tries=0, **known)
    keep(file, lines)
