"""The centre's pages of requests: who sees what."""

import pytest
from django.urls import reverse

from interchange.catalogue.models import Contact
from mir.request_types import REQUEST_TYPES
from mir.states import Status
from tests.factories import mir
from tests.reading import text


@pytest.mark.slow
def test_the_page_says_what_each_type_is_for(entry, open_page, post_result_full):
    page = text(open_page(post_result_full, "mir:requests"))

    assert "No requests yet" in page
    assert page.count("Raise this request") == len(REQUEST_TYPES)
    assert Contact.objects.get(slug="support").address in page


@pytest.mark.slow
def test_read_only_looks_and_has_no_buttons(entry, open_page, post_result_full, post_result_read):
    request = mir.a_request(entry, post_result_full)

    listed = text(open_page(post_result_read, "mir:requests"))
    shown = text(open_page(post_result_read, "mir:view", request.number))

    assert str(request.number) in listed
    assert "Raise a request" not in listed
    assert "Raise this request" not in listed
    assert "needs the role Centre Administrator or Post Result Full Access" in listed
    assert "Withdraw" not in shown


@pytest.mark.slow
@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("centre_administrator", 200),
        ("post_result_full", 200),
        ("post_result_read", 200),
        ("exams_officer", 403),
        ("tutor", 403),
        ("stranger", 404),
    ],
)
def test_who_may_look(entry, open_page, post_result_full, role, status, request):
    record = mir.a_request(entry, post_result_full)
    person = request.getfixturevalue(role)

    assert open_page(person, "mir:requests").status_code == status
    assert open_page(person, "mir:view", record.number).status_code == status


@pytest.mark.slow
@pytest.mark.parametrize(
    ("role", "status"),
    [("centre_administrator", 200), ("post_result_full", 200), ("post_result_read", 403)],
)
def test_who_may_raise(entry, open_page, role, status, request):
    assert open_page(request.getfixturevalue(role), "mir:raise").status_code == status


@pytest.mark.slow
def test_the_list_filters_by_status(entry, open_page, post_result_full, processor):
    first = mir.a_request(entry, post_result_full)
    done = mir.request_at(Status.RESOLVED, entry, post_result_full, processor)

    page = text(open_page(post_result_full, "mir:requests", status="resolved"))

    assert f">{done.number}</a>" in page.replace("Request </span>", "Request </span>>")
    assert reverse("mir:view", args=[entry.centre.number, first.number]) not in page


@pytest.mark.slow
@pytest.mark.parametrize("status", Status)
def test_a_request_says_what_its_status_means_and_who_is_next(
    entry, open_page, post_result_full, processor, status
):
    request = mir.request_at(status, entry, post_result_full, processor)

    page = text(open_page(post_result_full, "mir:view", request.number))

    assert status.label in page
    assert "What that means" in page
    withdraw = reverse("mir:withdraw", args=[entry.centre.number, request.number])
    assert (withdraw in page) == (
        status in {Status.SUBMITTED, Status.IN_REVIEW, Status.MORE_NEEDED}
    )
    assert ("Send the answer" in page) == (status == Status.MORE_NEEDED)


@pytest.mark.slow
def test_staff_are_not_named_to_centres(entry, open_page, post_result_full, processor):
    request = mir.request_at(Status.RESOLVED, entry, post_result_full, processor)

    assert processor.name not in text(open_page(post_result_full, "mir:view", request.number))
