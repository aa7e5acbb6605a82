import pytest
from django.db import transaction

from interchange.notifications import outbox
from interchange.notifications.models import Message

pytestmark = pytest.mark.django_db


@pytest.fixture
def letter(tmp_path, settings):
    """A template of a letter, found before any other."""
    (tmp_path / "emails").mkdir()
    path = tmp_path / "emails" / "try.txt"
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path]}]
    return path


def test_the_first_line_is_the_subject_and_the_rest_the_letter(letter, at):
    letter.write_text("A claim of {{ centre }}\n\nDear all,\n\nit is {{ centre }}'s.\n")

    message = outbox.queue("try", to="a@b.example", at=at, centre="Fernhill")

    assert message.subject == "A claim of Fernhill"
    assert message.body == "Dear all,\n\nit is Fernhill's.\n"
    assert (message.queued_at, message.next_try_at, message.sent_at) == (at, at, None)


def test_names_stand_in_letters_as_people_write_them(letter, at):
    letter.write_text("For {{ name }}\nDear {{ name }}")

    message = outbox.queue("try", to="a@b.example", at=at, name="Nell O'Hara & <sons>")

    assert message.subject == "For Nell O'Hara & <sons>"
    assert message.body == "Dear Nell O'Hara & <sons>\n"


def test_a_name_with_a_line_break_cannot_add_a_header(letter, at):
    letter.write_text("For {{ name }}\nDear {{ name }}")

    message = outbox.queue("try", to="a@b.example", at=at, name="Nell\r\tBcc: x@y.example")

    assert message.subject == "For Nell Bcc: x@y.example"


def test_letters_know_where_the_portal_is(letter, at, settings):
    settings.PORTAL_ADDRESS = "https://portal.example"
    letter.write_text("Come\n{{ portal }}/claims/")

    assert outbox.queue("try", to="a@b.example", at=at).body == "https://portal.example/claims/\n"


def test_the_link_of_a_letter_has_a_line_of_its_own(letter, at, tutor):
    letter.write_text("Come\nHere: {{ link }}\n")

    with pytest.raises(ValueError, match="emails/try.txt has no line for its link"):
        outbox.queue("try", to="a@b.example", at=at, link="choose a password", reader=tutor)


def test_a_change_that_is_rolled_back_sends_nothing(letter, at):
    letter.write_text("Come\nNow")

    with pytest.raises(ZeroDivisionError), transaction.atomic():
        outbox.queue("try", to="a@b.example", at=at)
        raise ZeroDivisionError

    assert not Message.objects.exists()
