from datetime import timedelta

import pytest
from django.core import mail

from interchange.notifications import commands
from tests.factories.notifications import a_letter

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
LETTERS = "/board/notifications/message/"


def test_staff_read_letters(sign_in, processor):
    letter = a_letter()
    client = sign_in(processor)

    assert "Your app" in client.get(LETTERS).content.decode()
    assert "Dear Sam" in client.get(f"{LETTERS}{letter.pk}/change/").content.decode()


def test_a_link_for_one_reader_is_not_shown(sign_in, board_administrator):
    letter = a_letter(body="Choose: /password/1/secret-token/", secret=True)

    page = sign_in(board_administrator).get(f"{LETTERS}{letter.pk}/change/").content.decode()

    assert "secret-token" not in page
    assert "only its reader may use" in page


def test_nobody_adds_changes_or_deletes_a_letter(sign_in, board_administrator):
    letter = a_letter()
    client = sign_in(board_administrator)

    assert client.get(f"{LETTERS}add/").status_code == 403
    assert client.post(f"{LETTERS}{letter.pk}/change/", {"subject": "x"}).status_code == 403
    assert client.post(f"{LETTERS}{letter.pk}/delete/").status_code == 403


def test_a_letter_that_waits_is_sent_with_the_next_round(sign_in, processor, at):
    letter = a_letter(next_try_at=at + timedelta(days=400), attempts=2)

    sign_in(processor).post(LETTERS, {"action": "send_now", "_selected_action": letter.pk})

    letter.refresh_from_db()
    assert commands.send_queued(at=letter.next_try_at) == 1
    assert len(mail.outbox) == 1


@pytest.mark.parametrize(
    "choice, subjects", [("yes", {"Sent"}), ("no", {"New", "Failed"}), ("failed", {"Failed"})]
)
def test_letters_are_filtered_by_whether_they_left(choice, subjects, sign_in, processor, at):
    a_letter(subject="Sent", sent_at=at)
    a_letter(subject="New")
    a_letter(subject="Failed", attempts=1)

    page = sign_in(processor).get(f"{LETTERS}?sent={choice}")

    assert {letter.subject for letter in page.context["cl"].result_list} == subjects
