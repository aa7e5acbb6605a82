"""Several requests answered together: tried and shown first, then done by the commands of one."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from interchange.notifications.models import Message
from mir.models import Request
from mir.request_types import MISSING_EXAM_RESULT
from mir.states import Status
from tests.factories import mir

pytestmark = pytest.mark.slow
LIST = reverse("admin:mir_request_changelist")


@pytest.fixture
def staff(sign_in, processor):
    """The client of somebody of the board."""
    return sign_in(processor)


@pytest.fixture
def two(entry, post_result_full, processor):
    """A request in review, and one that nobody has taken up."""
    waits = mir.request_at(Status.IN_REVIEW, entry, post_result_full, processor)
    return waits, mir.a_request(entry, post_result_full)


def send(client, requests, button="look", **typed):
    data = {"action": "answer_together", "_selected_action": [one.pk for one in requests]}
    if typed:
        data |= {"asked": "1", button: "1", **{f"ask-{key}": one for key, one in typed.items()}}
    return client.post(LIST, data, secure=True)


def confirm(client, requests, **typed):
    box = send(client, requests, **typed).context_data["shown"]
    data = {"action": "answer_together", "_selected_action": [one.pk for one in requests]}
    data |= {"asked": "1", "confirm": "1", "shown": box}
    data |= {f"ask-{key}": one for key, one in typed.items()}
    return data, client.post(LIST, data, secure=True)


def statuses(requests):
    return [Request.objects.get(pk=one.pk).status for one in requests]


def said(answer):
    return [str(one) for one in get_messages(answer.wsgi_request)]


def test_what_will_be_done_is_shown_beside_what_will_not_and_nothing_is_done_yet(staff, two):
    answer = send(staff, two, said="reject", words="Two people.")

    will, will_not = answer.context_data["will"], answer.context_data["will_not"]
    assert [one.pk for one, _ in will] == [two[0].pk]
    assert [one.pk for one, _ in will_not] == [two[1].pk]
    assert "its status is Submitted" in will_not[0][1]
    assert statuses(two) == [Status.IN_REVIEW, Status.SUBMITTED]
    assert not Message.objects.filter(template="mir/rejected").exists()


def test_what_was_shown_is_done_and_a_second_click_does_nothing_twice(staff, two):
    data, answer = confirm(staff, two, said="reject", words="Two people.")

    assert statuses(two) == [Status.REJECTED, Status.SUBMITTED]
    assert f"1 done, and their centres told ({two[0].number})" in said(answer)[0]
    told = Message.objects.filter(template="mir/rejected").count()

    again = staff.post(LIST, data, secure=True)

    assert Message.objects.filter(template="mir/rejected").count() == told
    assert said(again)[-1].startswith("Not done.")


def test_other_words_than_were_shown_are_shown_first(staff, two):
    box = send(staff, two, said="reject", words="Two people.").context_data["shown"]

    answer = send(staff, two, "confirm", said="reject", words="Something else.", shown=box)

    assert answer.status_code == 200
    assert statuses(two) == [Status.IN_REVIEW, Status.SUBMITTED]


def test_requests_of_several_kinds_are_not_answered_together(
    entry, exam, series, post_result_full, staff, two
):
    other = mir.a_request(entry, post_result_full, MISSING_EXAM_RESULT, unit=exam, series=series)

    page = send(staff, [*two, other], said="take").content.decode()

    assert "These are requests of 2 kinds" in page


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"said": "reject"}, "Write why they are rejected."),
        ({"said": "ask"}, "Write what you need to know from the centres."),
        ({"said": "words", "words": "Done."}, "Write why nothing is changed."),
        ({"words": "Done."}, "Choose what becomes of them."),
    ],
)
def test_words_that_are_needed_are_asked_for(staff, two, typed, sentence):
    assert sentence in send(staff, two, **typed).content.decode()


def test_all_are_taken_up_in_one_step(entry, post_result_full, staff):
    new = [mir.a_request(entry, post_result_full) for _ in range(2)]

    confirm(staff, new, said="take")

    assert statuses(new) == [Status.IN_REVIEW] * 2


def test_what_needs_more_than_words_is_left_to_its_own_page(
    entry, exam, series, post_result_full, processor, staff
):
    one = mir.request_at(
        Status.IN_REVIEW, entry, post_result_full, processor,
        kind=MISSING_EXAM_RESULT, unit=exam, series=series,
    )  # fmt: skip

    answer = send(staff, [one], said="act", words="Given.")

    assert "resolve it there" in answer.context_data["will_not"][0][1]
    assert "shown" in answer.context_data and not answer.context_data["shown"]


@pytest.mark.parametrize("role", ["post_result_full", "moderator"])
def test_only_the_board_answers(two, sign_in, role, request):
    client = sign_in(request.getfixturevalue(role))

    send(client, two, said="reject", words="No.")

    assert statuses(two) == [Status.IN_REVIEW, Status.SUBMITTED]
