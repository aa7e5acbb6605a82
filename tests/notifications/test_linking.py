"""A link that only its reader may use is made when its letter is sent, and kept nowhere."""

import logging
import re
from importlib import import_module
from smtplib import SMTPDataError, SMTPServerDisconnected

import pytest
from django.apps import apps
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection

from interchange.accounts import commands as accounts
from interchange.accounts import links
from interchange.accounts.models import User
from interchange.notifications import commands
from interchange.notifications.linking import STAND_IN, NoLink, with_link
from interchange.notifications.models import Message
from tests.factories.accounts import PASSWORD
from tests.factories.notifications import a_letter

pytestmark = pytest.mark.django_db
ADDRESS = re.compile(r"^http://localhost:8000(/password/(\d+)/([^/\s]+)/)$", re.M)


def send(at):
    return commands.send_queued(at=at, link_for=links.for_letter)


def link_in(text):
    """The person whom the link in the text lets choose a password."""
    _, pk, token = ADDRESS.search(text).groups()
    return links.person_of(int(pk), token)


def invited_by_centre(centre_administrator, at):
    centre = centre_administrator.memberships.get().centre
    given = {"name": "Nell", "email": "nell@school.example", "roles": ["tutor"]}
    return accounts.invite(centre=centre, by=centre_administrator, at=at, **given)


def forgotten(tutor, at):
    accounts.send_reset(email=tutor.email, at=at)
    return tutor


def invited_by_board(tutor, board_administrator, at):
    accounts.invite_by_board(person=tutor, by=board_administrator, at=at)
    return tutor


@pytest.fixture(params=["forgotten", "invited by the centre", "invited by the board"])
def written_to(request, at, tutor, centre_administrator, board_administrator):
    """A person to whom a letter with a link was written, in each way there is."""
    if request.param == "forgotten":
        return forgotten(tutor, at)
    if request.param == "invited by the centre":
        return invited_by_centre(centre_administrator, at)
    return invited_by_board(tutor, board_administrator, at)


def everything_kept():
    """The text of all that the database keeps of letters and in the trail."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT m::text FROM notifications_message m")
        letters = [text for (text,) in cursor.fetchall()]
        cursor.execute("SELECT e::text FROM audit_event e")
        return "\n".join([*letters, *(text for (text,) in cursor.fetchall())])


@pytest.mark.slow
def test_the_letter_that_leaves_holds_a_link_that_works(written_to, at):
    assert send(at) == 1

    assert link_in(mail.outbox[0].body) == written_to
    assert STAND_IN not in mail.outbox[0].body


def test_no_token_is_kept_before_or_after_sending(written_to, at):
    before = everything_kept()
    send(at)
    token = ADDRESS.search(mail.outbox[0].body)[3]

    for kept in (before, everything_kept()):
        assert STAND_IN in kept
        assert token not in kept
        assert not re.search(r"/password/\d+/", kept)


@pytest.mark.slow
def test_a_letter_sent_again_holds_a_link_that_works_until_one_of_them_is_used(tutor, at):
    forgotten(tutor, at)
    send(at)
    Message.objects.update(sent_at=None)  # its sender died before it could mark it
    send(at)
    first, second = (letter.body for letter in mail.outbox)
    assert link_in(first) == link_in(second) == tutor

    token = links.tokens.make_token(tutor)
    accounts.choose_password(person=tutor, token=token, password=PASSWORD, at=at)

    assert link_in(first) is link_in(second) is None


@pytest.mark.slow
def test_a_link_sent_late_is_fresh(tutor, at, settings):
    """It is made from the person as they are then: what was done in between does not end it."""
    forgotten(tutor, at)
    tutor.set_password("another in between")
    tutor.save()

    send(at)

    assert link_in(mail.outbox[0].body) == tutor


def test_a_closed_account_is_sent_no_link(tutor, at):
    forgotten(tutor, at)
    User.objects.filter(pk=tutor.pk).update(is_active=False)

    assert send(at) == 0

    letter = Message.objects.get()
    assert not mail.outbox
    assert letter.given_up_at == at
    assert letter.problem == "Not sent: the account was closed before the letter could leave."


def test_whoever_has_the_former_address_is_sent_no_link(tutor, at):
    forgotten(tutor, at)
    User.objects.filter(pk=tutor.pk).update(email="new@school.example")

    send(at)

    assert not mail.outbox
    assert "another e-mail address" in Message.objects.get().problem


def test_a_name_cannot_carry_the_link_elsewhere():
    sly = f"https://evil.example/?{STAND_IN}"
    letter = Message(body=f"Dear {sly},\n\n{STAND_IN}\n", link="try")

    text = with_link(letter, lambda kind, person, address: "/password/1/token/")

    assert text == f"Dear {sly},\n\nhttp://localhost:8000/password/1/token/\n"


def test_a_letter_without_a_link_asks_for_none(at):
    a_letter(body=f"Dear Sam\n{STAND_IN}\n")

    assert commands.send_queued(at=at, link_for=None) == 1


@pytest.mark.parametrize(
    "problem",
    [
        lambda body: SMTPDataError(554, f"blocked: {body}".encode()),
        lambda body: KeyError(body),
        lambda body: ValueError(body),
        lambda body: SMTPServerDisconnected(body),
    ],
)
def test_what_a_mail_server_quotes_of_a_link_is_not_kept(problem, tutor, at, monkeypatch, caplog):
    forgotten(tutor, at)
    tried = []

    def refuse(self, messages):
        tried.append(messages[0].body)
        raise problem(messages[0].body)

    monkeypatch.setattr(EmailBackend, "send_messages", refuse)
    with caplog.at_level(logging.DEBUG):
        send(at)

    token = ADDRESS.search(tried[0])[3]
    assert token not in everything_kept()
    assert token not in caplog.text
    assert Message.objects.get().problem


@pytest.mark.slow
def test_staff_read_the_letter_with_a_line_in_place_of_the_link(
    tutor, at, sign_in, board_administrator
):
    forgotten(tutor, at)
    send(at)
    letter = Message.objects.get()

    page = sign_in(board_administrator).get(f"/board/notifications/message/{letter.pk}/change/")

    assert STAND_IN in page.content.decode()
    assert "/password/" not in page.content.decode()


@pytest.mark.slow
def test_in_the_demo_the_letter_is_read_with_a_link_that_works(tutor, at, client, settings):
    settings.DEMO = True
    forgotten(tutor, at)
    send(at)

    page = client.get("/letters/").content.decode()

    address = re.search(r'href="http://localhost:8000(/password/[^"]+)"', page)[1]
    assert tutor.email in client.get(address).content.decode()
    assert not re.search(r"/password/\d+/", everything_kept())


@pytest.mark.slow
def test_in_the_demo_a_letter_whose_link_has_ended_says_why(tutor, at, client, settings):
    settings.DEMO = True
    forgotten(tutor, at)
    User.objects.filter(pk=tutor.pk).update(is_active=False)

    assert "the account was closed" in client.get("/letters/").content.decode()


def test_every_kind_of_link_is_refused_to_whom_it_is_not_for(tutor):
    tutor.is_active = False

    for kind in links.KINDS:
        with pytest.raises(NoLink):
            links.for_letter(kind, tutor, tutor.email)


@pytest.mark.parametrize("sent", [True, False])
def test_links_in_letters_written_before_are_blanked(sent, tutor, at):
    link = links.to_choose_password(tutor)
    body = f"Dear Toni,\n\nhttps://old.example{link}\n\nhttps://old.example/password/forgotten/\n"
    letter = a_letter(to=tutor.email, body=body, sent_at=at if sent else None, attempts=32767)

    blanking().blank_links(apps, None)

    letter.refresh_from_db()
    assert letter.body == f"Dear Toni,\n\n{STAND_IN}\n\nhttps://old.example/password/forgotten/\n"
    assert (letter.link, letter.reader) == (links.CHOOSE_PASSWORD, tutor)
    if not sent:
        assert send(at) == 1
        assert link_in(mail.outbox[0].body) == tutor


def blanking():
    return import_module("interchange.notifications.migrations.0003_stored_links_are_blanked")


def test_the_blanking_writes_what_the_portal_reads():
    assert (blanking().STAND_IN, blanking().KIND) == (STAND_IN, links.CHOOSE_PASSWORD)
