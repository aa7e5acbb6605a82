"""No dead end: of whatever is not over, some move or a named act of the board is open."""

from datetime import UTC, datetime

from entries import commands
from entries.models import (
    DetailsChange,
    IdentityQuestion,
    QualificationEntry,
    SizeChange,
    Transfer,
    UnitEntry,
)
from entries.states import Status
from entries.transfer_states import OPEN as WAITING
from entries.unit_states import STANDING
from interchange.clashes import clashes_told
from results import commands as results
from results.exam_file import HEADER_LINE, FileRefused
from results.queries.answering import is_answered
from tests.moves.world import REFUSALS, rolled_back
from tracker import commands as tracker


def dead_ends(world) -> list[str]:
    """The records that are not over and of which nothing can become anything, in sentences."""
    return [
        f"nothing can become of {one!r} ({one.pk}): {said}"
        for found, ways in _open(world)
        for one in found
        if (said := _stuck(ways(world, one)))
    ]


def _open(_world):
    entries = QualificationEntry.objects.select_related("centre", "candidate", "qualification")
    return (
        (entries.filter(status=Status.WITHDRAWN), _of_withdrawn),
        (entries.filter(status=Status.REMOVED), _of_removed),
        (entries.filter(status=Status.ASKED_BACK), _of_asked_back),
        (Transfer.objects.filter(status__in=WAITING), _of_transfer),
        (SizeChange.objects.filter(status="asked"), _of_size_change),
        (DetailsChange.objects.filter(status="waiting"), _of_details),
        (IdentityQuestion.objects.filter(status="asked"), _of_question),
        (_exams_to_come(), _of_exam),
    )


def _exams_to_come():
    found = UnitEntry.objects.filter(status__in=STANDING, series__isnull=False)
    return found.exclude(is_answered())


def _stuck(ways):
    """How each of the ways was refused; nothing where one was open."""
    said = []
    for way in ways:
        with rolled_back():
            try:
                with clashes_told():
                    way()
            except REFUSALS as refusal:
                said.append(str(refusal))
            else:
                return ""
    return " / ".join(said)


def _of_withdrawn(world, one):
    yield lambda: tracker.process_withdrawal(entry=one, by=world.processor, at=world.at)


def _of_removed(world, one):
    by = world.officer[one.centre_id]
    yield lambda: commands.ask_back(entry=one, words="In error.", by=by, at=world.at)


def _of_asked_back(world, one):
    yield lambda: commands.decline_back(entry=one, words="No.", by=world.processor, at=world.at)


def _of_transfer(world, one):
    yield lambda: commands.reject_transfer(
        transfer=one, words="No.", by=world.processor, at=world.at
    )


def _of_size_change(world, one):
    yield lambda: tracker.refuse_size_change(
        change=one, words="No.", by=world.processor, at=world.at
    )


def _of_details(world, one):
    yield lambda: commands.refuse_details(change=one, words="No.", by=world.processor, at=world.at)


def _of_question(world, one):
    yield lambda: commands.decline_question(
        question=one, words="No.", by=world.processor, at=world.at
    )


def _of_exam(world, one):
    """It is withdrawn, or its result is taken, first or as a correction."""
    yield lambda: tracker.withdraw_exams(
        unit_entries=[one], by=world.officer[one.centre_id], at=world.at
    )
    yield lambda: _load(world, one)


def _load(world, one):
    said = (
        f"{one.series.year}-{one.series.month:02}",
        one.candidate.ocr_number,
        one.qualification.code,
        one.unit.number,
        "D",
    )
    text = f"{HEADER_LINE}\n{','.join(said)}\n"
    sat_at = datetime(one.series.year, one.series.month, 20, tzinfo=UTC)  # if that is still to come
    at = max(world.at, sat_at)
    report = results.import_exam_results(text, correct=True, by=world.service, at=at)
    if report.refused:
        raise FileRefused(report.refused[0].problem)
