from datetime import timedelta

import pytest
from django.core import mail

from interchange.accounts import links
from interchange.notifications import commands
from tests.factories.notifications import a_letter

pytestmark = [pytest.mark.django_db]
LETTERS = "/board/notifications/message/"


@pytest.mark.slow
def test_staff_read_letters(sign_in, processor):
    letter = a_letter()
    client = sign_in(processor)

    assert "Your app" in client.get(LETTERS).content.decode()
    assert "Dear Sam" in client.get(f"{LETTERS}{letter.pk}/change/").content.decode()


@pytest.mark.slow
def test_nobody_adds_changes_or_deletes_a_letter(sign_in, board_administrator):
    letter = a_letter()
    client = sign_in(board_administrator)

    assert client.get(f"{LETTERS}add/").status_code == 403
    assert client.post(f"{LETTERS}{letter.pk}/change/", {"subject": "x"}).status_code == 403
    assert client.post(f"{LETTERS}{letter.pk}/delete/").status_code == 403


@pytest.mark.slow
def test_a_letter_that_waits_is_sent_with_the_next_round(sign_in, processor, at):
    letter = a_letter(next_try_at=at + timedelta(days=400), attempts=2)

    sign_in(processor).post(LETTERS, {"action": "send_now", "_selected_action": letter.pk})

    letter.refresh_from_db()
    assert commands.send_queued(at=letter.next_try_at, link_for=links.for_letter) == 1
    assert len(mail.outbox) == 1


@pytest.mark.slow
@pytest.mark.parametrize(
    "choice, subjects",
    [
        ("yes", {"Sent"}),
        ("no", {"New", "Failed"}),
        ("failed", {"Failed"}),
        ("given_up", {"Given up"}),
    ],
)
def test_letters_are_filtered_by_whether_they_left(choice, subjects, sign_in, processor, at):
    a_letter(subject="Sent", sent_at=at)
    a_letter(subject="New")
    a_letter(subject="Failed", attempts=1, problem="Refused")
    a_letter(subject="Given up", attempts=30, problem="Refused", given_up_at=at)

    page = sign_in(processor).get(f"{LETTERS}?sent={choice}")

    assert {letter.subject for letter in page.context["cl"].result_list} == subjects


@pytest.mark.slow
def test_a_letter_given_up_is_shown_with_its_reason_until_it_is_left_unsent(sign_in, processor, at):
    letter = a_letter(given_up_at=at, problem="The mail server refuses the address: 550 no such")
    client = sign_in(processor)
    waiting = {
        title: (count, link) for title, count, link in client.get("/board/").context["waiting"]
    }
    count, link = waiting["letters given up"]

    assert count == 1
    assert "550 no such" in client.get(link).content.decode()
    record = client.get(f"{LETTERS}{letter.pk}/change/").content.decode()
    assert "Send now" in record and "Leave it unsent" in record

    client.post(LETTERS, {"action": "leave_unsent", "_selected_action": letter.pk})

    waiting = {title: count for title, count, _ in client.get("/board/").context["waiting"]}
    assert "letters given up" not in waiting
    assert not client.get(link).context["cl"].result_list
