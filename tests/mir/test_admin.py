"""The board's queue: urgent first, then the oldest; its actions call the commands."""

from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from mir.models import Request
from mir.request_types import MISSING_EXAM_RESULT
from mir.states import Status
from tests.factories import mir, papers

LIST = "admin:mir_request_changelist"


@pytest.fixture
def staff(sign_in, processor):
    """The client of somebody of the board."""
    return sign_in(processor)


def act(client, request, name, **answers):
    data = {"action": name, "_selected_action": request.pk, "back": "1"}
    if answers:
        data |= {"asked": "1", **{f"ask-{key}": value for key, value in answers.items()}}
    return client.post(reverse(LIST), data, secure=True)


def numbers(page):
    return [request.number for request in page.context["cl"].result_list]


@pytest.mark.slow
def test_urgent_requests_come_first_and_then_the_oldest(entry, post_result_full, staff, at):
    late = mir.a_request(entry, post_result_full, at=at)
    early = mir.a_request(entry, post_result_full, at=at - timedelta(days=2))
    urgent = mir.a_request(entry, post_result_full, urgent=True, urgent_because="A place.", at=at)

    page = staff.get(reverse(LIST), secure=True)

    assert numbers(page) == [urgent.number, early.number, late.number]


@pytest.mark.slow
def test_the_queue_shows_what_waits_for_the_board(entry, post_result_full, processor, staff):
    waiting = mir.a_request(entry, post_result_full)
    asked = mir.request_at(Status.MORE_NEEDED, entry, post_result_full, processor)
    done = mir.request_at(Status.RESOLVED, entry, post_result_full, processor)

    def shown(**query):
        return set(numbers(staff.get(reverse(LIST), query, secure=True)))

    assert shown() == {waiting.number}
    assert shown(waiting="centre") == {asked.number}
    assert shown(waiting="nobody") == {done.number}
    assert shown(waiting="all") == {waiting.number, asked.number, done.number}
    assert shown(waiting="all", kind="missing-exam-result") == set()


@pytest.mark.slow
def test_a_request_is_worked_to_its_resolution(entry, post_result_full, staff):
    request = mir.a_request(entry, post_result_full)

    act(staff, request, "take")
    act(staff, request, "ask", question="Which?")
    request.refresh_from_db()
    assert request.status == Status.MORE_NEEDED

    words = {"decision": "Merged.", "unchanged_because": "By letter."}
    act(staff, request, "resolve", **words)
    request.refresh_from_db()
    assert (request.status, request.decision) == (Status.RESOLVED, "Merged.")


@pytest.mark.slow
def test_resolving_asks_first_what_was_done(entry, post_result_full, processor, staff):
    request = mir.request_at(Status.IN_REVIEW, entry, post_result_full, processor)

    page = act(staff, request, "resolve").content
    assert b"What was done?" in page and b"Why is nothing changed in the portal?" in page

    page = act(staff, request, "resolve", decision="Merged.", unchanged_because=" ").content
    request.refresh_from_db()
    assert b"Write why nothing is changed." in page
    assert request.status == Status.IN_REVIEW


@pytest.mark.slow
def test_a_request_in_review_leads_to_the_page_that_resolves_it(
    entry, post_result_full, processor, staff
):
    request = mir.a_request(entry, post_result_full)
    page = reverse("admin:mir_request_change", args=[request.pk])
    resolve = reverse("admin:mir_request_resolve", args=[request.pk])
    assert resolve not in staff.get(page, secure=True).content.decode()

    act(staff, request, "take")

    assert resolve in staff.get(page, secure=True).content.decode()


@pytest.mark.slow
def test_rejecting_needs_a_reason(entry, post_result_full, processor, staff):
    request = mir.request_at(Status.IN_REVIEW, entry, post_result_full, processor)

    page = act(staff, request, "reject", reason="  ")

    assert b"Write why the request is rejected." in page.content
    act(staff, request, "reject", reason="Two people.")
    request.refresh_from_db()
    assert request.status == Status.REJECTED


@pytest.mark.slow
def test_a_request_that_moved_on_is_reported(entry, post_result_full, processor, staff):
    request = mir.request_at(Status.RESOLVED, entry, post_result_full, processor)

    got = act(staff, request, "take")

    assert "its status is Resolved" in str(next(iter(get_messages(got.wsgi_request))))


@pytest.mark.slow
def test_staff_download_papers(entry, exam, series, post_result_full, staff):
    request = mir.a_request(entry, post_result_full, MISSING_EXAM_RESULT, unit=exam, series=series)
    page = staff.get(reverse("admin:mir_request_change", args=[request.pk]), secure=True)
    paper = request.attachments.first()
    address = reverse("admin:mir_request_paper", args=[request.pk, paper.pk])

    assert address in page.content.decode()
    got = staff.get(address, secure=True)
    assert b"".join(got.streaming_content) == papers.PDF
    assert got["X-Content-Type-Options"] == "nosniff"


@pytest.mark.slow
@pytest.mark.parametrize("role", ["post_result_full", "centre_administrator", "moderator"])
def test_the_queue_is_the_board_s(entry, sign_in, post_result_full, role, request):
    record = mir.a_request(entry, post_result_full)
    client = sign_in(request.getfixturevalue(role))

    assert client.get(reverse(LIST), secure=True, follow=True).status_code == 403
    act(client, record, "take")
    assert Request.objects.get().status == Status.SUBMITTED


@pytest.mark.slow
def test_nobody_edits_a_request(entry, post_result_full, staff):
    request = mir.a_request(entry, post_result_full)

    staff.post(
        reverse("admin:mir_request_change", args=[request.pk]), {"status": "resolved"}, secure=True
    )

    assert Request.objects.get().status == Status.SUBMITTED
