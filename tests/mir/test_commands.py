"""A request is raised by its command: number, trail, letters, and who may."""

import pytest
from django.core.exceptions import PermissionDenied

from interchange.notifications.models import Message
from mir import commands
from mir.models import Request
from mir.request_types import ENTRY_CHANGE, MISSED_FROM_CLAIM, MISSING_EXAM_RESULT
from mir.rules import RequestNotReady
from mir.states import Status
from tests.factories import mir
from tests.mir.sending import events, letters


def test_raising_gives_a_number_a_trail_and_two_letters(entry, post_result_full, at):
    request = mir.a_request(entry, post_result_full)

    assert request.status == Status.SUBMITTED
    assert request.number >= 1001
    assert (request.raised_by, request.raised_at) == (post_result_full, at)
    assert events(request) == ["request.raise"]
    assert letters() == [
        ("mir/raised", "exams@fernhill.example"),
        ("mir/to_the_board", "support@board.example"),
    ]


@pytest.mark.slow
def test_numbers_rise(entry, post_result_full):
    first = mir.a_request(entry, post_result_full)
    second = mir.a_request(entry, post_result_full)

    assert second.number > first.number


@pytest.mark.slow
def test_letters_name_the_request_and_not_the_candidate(entry, post_result_full):
    request = mir.a_request(entry, post_result_full)

    for letter in Message.objects.all():
        assert str(request.number) in letter.subject + letter.body
        assert "Okafor" not in letter.subject + letter.body
        assert entry.candidate.ocr_number not in letter.body


@pytest.mark.slow
def test_an_urgent_request_is_urgent_in_the_board_s_letter(entry, post_result_full):
    mir.a_request(entry, post_result_full, urgent=True, urgent_because="A place is at risk.")

    letter = Message.objects.get(template="mir/to_the_board")

    assert letter.subject.startswith("Urgent:")
    assert "A place is at risk." in letter.body
    assert "\nTo be decided by: " in letter.body
    assert not any(line.startswith(" ") for line in letter.body.splitlines())


@pytest.mark.slow
@pytest.mark.parametrize("role", ["centre_administrator", "post_result_full"])
def test_these_roles_raise_requests(entry, role, request):
    assert mir.a_request(entry, request.getfixturevalue(role)).pk


@pytest.mark.slow
@pytest.mark.parametrize(
    "role", ["post_result_read", "exams_officer", "tutor", "stranger", "processor"]
)
def test_nobody_else_raises_requests(entry, role, request):
    with pytest.raises(PermissionDenied):
        mir.a_request(entry, request.getfixturevalue(role))

    assert not Request.objects.exists()


@pytest.mark.slow
def test_the_papers_belong_to_the_request_once_it_is_raised(entry, exam, series, post_result_full):
    request = mir.a_request(entry, post_result_full, MISSING_EXAM_RESULT, unit=exam, series=series)

    assert [(one.document, one.name) for one in request.attachments.all()] == [
        ("attendance-register", "register.pdf"),
        ("seating-plan", "register.pdf"),
        ("despatch-log", "register.pdf"),
    ]


@pytest.mark.slow
def test_without_one_of_its_papers_nothing_is_raised(entry, exam, series, post_result_full):
    request = mir.unsent(entry, MISSING_EXAM_RESULT, unit=exam, series=series)

    with pytest.raises(RequestNotReady, match="Seating plan"):
        commands.raise_request(request=request, by=post_result_full, at=mir.NOW)

    assert not Request.objects.exists()
    assert letters() == []


def test_nothing_can_be_missed_from_a_claim_before_the_visit(entry, post_result_full):
    with pytest.raises(RequestNotReady, match="No moderation visit"):
        mir.a_request(entry, post_result_full, MISSED_FROM_CLAIM)


@pytest.mark.slow
def test_a_candidate_of_another_centre_cannot_be_named(entry, other_centre, stranger):
    entry.centre = other_centre  # as if the form had been tampered with

    with pytest.raises(RequestNotReady, match="no entry at your centre"):
        mir.a_request(entry, stranger, ENTRY_CHANGE)
