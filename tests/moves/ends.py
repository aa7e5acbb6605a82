"""No dead end: of whatever is not over, some move or a named act of the board is open."""

from datetime import UTC, datetime

from assessed import commands as assessed
from assessed.consideration_states import OPEN
from assessed.models import Consideration
from claims import commands as claims
from claims.models import Claim, Visit
from claims.rules import Cell
from claims.states import EDITABLE, WITH_THE_BOARD
from claims.visit_states import TO_COME
from entries import commands
from entries.file_states import ASKING, TO_WORK
from entries.models import (
    DetailsChange,
    EntryFile,
    IdentityQuestion,
    NumberHolding,
    NumberTwice,
    PaybackDue,
    QualificationEntry,
    SizeChange,
    Transfer,
    UnitEntry,
)
from entries.states import Status
from entries.transfer_states import OPEN as WAITING
from entries.unit_states import STANDING
from interchange.clashes import clashes_told
from mir import commands as requests
from mir.models import Request
from mir.states import FINISHED
from results import commands as results
from results.exam_file import HEADER_LINE, FileRefused
from results.queries.answering import is_answered
from results.queries.sittings import sittings
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
        (Claim.objects.filter(status__in=EDITABLE, lines__live=True).distinct(), _of_draft),
        (Claim.objects.filter(status__in=WITH_THE_BOARD), _of_submitted),
        (EntryFile.objects.filter(status__in=TO_WORK | ASKING), _of_file),
        (PaybackDue.objects.filter(settled_at=None), _of_payback),
        (NumberTwice.objects.filter(answer=""), _of_number_twice),
        (NumberHolding.objects.filter(disputed=True, until_on=None), _of_disputed_number),
        (Visit.objects.filter(status__in=TO_COME), _of_visit),
        (Request.objects.exclude(status__in=FINISHED), _of_request),
        (Consideration.objects.filter(status__in=OPEN), _of_consideration),
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


def _of_draft(world, one):
    """It is submitted, or its grades are taken off it."""
    by = world.tutor[one.centre_id]
    line = one.lines.filter(live=True).order_by("pk").first()
    cell = Cell(line.candidate_id, line.unit_id, None, line.assessor_id)
    yield lambda: claims.submit(claim=one, declared=True, by=by, at=world.at)
    yield lambda: claims.save_grades(claim=one, cells=[cell], by=by, at=world.at)


def _of_submitted(world, one):
    """The centre takes it back, the moderator withdraws it, or the board processes it."""
    by = world.moderator[one.centre_id]
    yield lambda: claims.recall(claim=one, by=world.tutor[one.centre_id], at=world.at)
    yield lambda: claims.withdraw(claim=one, because="In error.", by=by, at=world.at)
    yield lambda: results.bank(claim=one, by=world.processor, at=world.at)


def _of_file(world, one):
    """It is worked on by itself, or left."""
    by = world.officer[one.centre_id]
    yield lambda: commands.cancel_file(file=one, by=by, at=world.at)
    yield lambda: commands.work_file(one, at=world.at, sat=sittings)


def _of_payback(world, one):
    yield lambda: commands.settle_payback(
        due=one, charges=[], words="Paid by cheque.", by=world.processor, at=world.at
    )


def _of_number_twice(world, one):
    yield lambda: commands.say_whose_number(
        twice=one, answer=NumberTwice.Answer.STAYS, by=world.processor, at=world.at
    )


def _of_disputed_number(world, one):
    yield lambda: commands.give_number(
        candidate=one.candidate, centre=one.centre, number="9876", by=world.processor, at=world.at
    )


def _of_visit(world, one):
    yield lambda: claims.cancel_visit(visit=one, by=world.tutor[one.centre_id], at=world.at)


def _of_request(world, one):
    by = world.requester[one.centre_id]
    yield lambda: requests.withdraw(request=one, by=by, at=world.at)


def _of_consideration(world, one):
    yield lambda: assessed.refuse_consideration(
        consideration=one, words="No.", by=world.processor, at=world.at
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
