from datetime import timedelta
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import DatabaseError, InterfaceError, OperationalError

from interchange.accounts import links
from interchange.notifications import commands, rules
from interchange.refusals import AlreadyDone
from tests.factories.audit import events
from tests.factories.notifications import a_letter

pytestmark = pytest.mark.django_db


def send(at):
    return commands.send_queued(at=at, link_for=links.for_letter)


def test_a_letter_is_sent_once(at):
    letter = a_letter()

    assert send(at) == 1
    assert send(at) == 0

    (sent,) = mail.outbox
    assert (sent.to, sent.subject, sent.body) == (["sam@school.example"], "Your app", "Dear Sam\n")
    assert sent.extra_headers["Message-ID"] == f"<letter-{letter.pk}@interchange>"
    letter.refresh_from_db()
    assert (letter.sent_at, letter.attempts, letter.problem) == (at, 1, "")


def test_letters_are_sent_oldest_first(at):
    a_letter(subject="second", next_try_at=at)
    a_letter(subject="first", next_try_at=at - timedelta(minutes=1))

    send(at)

    assert [letter.subject for letter in mail.outbox] == ["first", "second"]


def test_a_letter_that_waits_is_left_alone(at):
    a_letter(next_try_at=at + timedelta(seconds=1))

    assert send(at) == 0


def failing(monkeypatch, problem, when=lambda letter: True, method="send_messages"):
    """Let the mail server fail for some letters."""
    real = getattr(EmailBackend, method)

    def fail(self, messages=()):
        if not messages or when(messages[0]):
            raise problem
        return real(self, messages)

    monkeypatch.setattr(EmailBackend, method, fail)


@pytest.mark.parametrize(
    "problem",
    [
        SMTPRecipientsRefused({"sam@school.example": (550, b"no such user")}),
        SMTPServerDisconnected("gone"),
        UnicodeError("label too long"),
        TimeoutError("timed out"),
    ],
)
def test_a_letter_that_cannot_be_sent_waits_and_holds_up_no_other(problem, monkeypatch, at):
    bad = a_letter(to="bad@school.example", next_try_at=at - timedelta(minutes=1))
    a_letter(to="good@school.example")
    failing(monkeypatch, problem, when=lambda letter: letter.to == ["bad@school.example"])

    assert send(at) == 1

    bad.refresh_from_db()
    assert (bad.sent_at, bad.attempts) == (None, 1)
    assert bad.next_try_at == at + timedelta(seconds=20)
    assert bad.problem


def test_while_the_mail_server_is_down_letters_wait_longer_each_time(monkeypatch, at):
    letters = [a_letter(), a_letter()]
    monkeypatch.setattr(EmailBackend, "open", lambda self: (_ for _ in ()).throw(OSError("down")))

    waits = []
    for _ in range(3):
        assert send(at) == 0
        letters[0].refresh_from_db()
        waits.append((letters[0].next_try_at - at).total_seconds())
        at = letters[0].next_try_at

    assert waits == [20, 20, 40]
    letters[1].refresh_from_db()
    assert letters[1].attempts == 0, "that was no try of the letter"
    assert letters[1].problem == "The mail server does not answer: down"


def test_an_hour_old_letter_waits_a_quarter_of_an_hour_for_the_mail_server(monkeypatch, at):
    letter = a_letter(queued_at=at - timedelta(hours=1))
    monkeypatch.setattr(EmailBackend, "open", lambda self: (_ for _ in ()).throw(OSError("down")))

    send(at)

    letter.refresh_from_db()
    assert letter.next_try_at == at + timedelta(minutes=15)


def refused_for_ever(monkeypatch):
    nobody = SMTPRecipientsRefused({"bad@school.example": (550, b"no such user")})
    failing(monkeypatch, nobody, when=lambda letter: letter.to == ["bad@school.example"])


@pytest.mark.slow
def test_a_letter_that_is_always_refused_is_given_up_and_stops_no_other(monkeypatch, at):
    bad = a_letter(to="bad@school.example")
    refused_for_ever(monkeypatch)

    rounds, sent = 0, 0
    while bad.given_up_at is None:
        a_letter(to="good@school.example", next_try_at=at)
        sent += send(at)
        bad.refresh_from_db()
        rounds, at = rounds + 1, bad.next_try_at

    assert rounds == sent == bad.attempts == rules.MOST_TRIES
    assert bad.problem == "The mail server refuses the address: 550 no such user"
    assert send(at + timedelta(days=400)) == 0
    bad.refresh_from_db()
    assert bad.attempts == rules.MOST_TRIES


@pytest.mark.parametrize("tries", [rules.MOST_TRIES, 32_767])
def test_a_letter_tried_for_a_year_before_tries_were_bounded_is_given_up(tries, monkeypatch, at):
    bad = a_letter(to="bad@school.example", attempts=tries - 1)
    good = a_letter(to="good@school.example")
    refused_for_ever(monkeypatch)

    assert send(at) == 1

    bad.refresh_from_db()
    good.refresh_from_db()
    assert (bad.given_up_at, good.sent_at) == (at, at)


def test_a_letter_the_portal_cannot_write_is_logged_and_stops_no_other(monkeypatch, at, caplog):
    bad = a_letter(to="bad@school.example", next_try_at=at - timedelta(minutes=1))
    a_letter(to="good@school.example")
    failing(monkeypatch, KeyError("x"), when=lambda letter: letter.to == ["bad@school.example"])

    assert send(at) == 1

    bad.refresh_from_db()
    assert (bad.attempts, bad.sent_at) == (1, None)
    assert f"letter {bad.pk}: KeyError" in caplog.text


@pytest.mark.parametrize("trouble", [OperationalError, InterfaceError, DatabaseError])
def test_trouble_with_the_database_is_no_try_of_a_letter(trouble, monkeypatch, at):
    letter = a_letter()
    failing(monkeypatch, trouble("server closed the connection unexpectedly"))

    with pytest.raises(trouble):
        send(at)

    letter.refresh_from_db()
    assert (letter.attempts, letter.next_try_at) == (0, at)


def test_a_letter_to_nobody_is_given_up_and_not_taken_for_sent(at):
    letter = a_letter(to="")
    a_letter()

    assert send(at) == 1

    letter.refresh_from_db()
    assert (letter.sent_at, letter.given_up_at) == (None, at)
    assert letter.problem == "Not sent: there was no e-mail address to send it to."


def test_a_broken_connection_is_made_anew_for_the_next_letter(monkeypatch, at):
    calls = []
    monkeypatch.setattr(EmailBackend, "close", lambda self: calls.append("close"))
    a_letter(to="bad@school.example", next_try_at=at - timedelta(minutes=1))
    a_letter()
    gone = SMTPServerDisconnected("gone")
    failing(monkeypatch, gone, when=lambda letter: letter.to == ["bad@school.example"])

    assert send(at) == 1

    assert calls == ["close", "close"]  # after the letter that broke it, and at the end


def test_a_letter_given_up_is_tried_anew_when_staff_say_so(processor, at):
    letter = a_letter(given_up_at=at, attempts=rules.MOST_TRIES, laid_aside=True)

    commands.send_now(message=letter, by=processor, at=at)

    assert send(at) == 1
    letter.refresh_from_db()
    assert (letter.attempts, letter.given_up_at, letter.laid_aside) == (1, None, False)
    assert events().get().by == processor


def test_only_a_letter_given_up_is_left_unsent(processor, at):
    waiting, given_up = a_letter(), a_letter(given_up_at=at)

    commands.leave_unsent(message=given_up, by=processor, at=at)
    for letter in (waiting, given_up):
        with pytest.raises(AlreadyDone):
            commands.leave_unsent(message=letter, by=processor, at=at)

    waiting.refresh_from_db()
    given_up.refresh_from_db()
    assert (waiting.laid_aside, given_up.laid_aside) == (False, True)


def test_send_now_brings_the_next_try_forward(processor, at):
    letter = a_letter(next_try_at=at + timedelta(minutes=15), attempts=9)

    commands.send_now(message=letter, by=processor, at=at)

    assert send(at) == 1


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_send_each_letter_once(at):
    from threading import Thread

    from django.db import connection

    for _ in range(20):
        a_letter()

    def work():
        send(at)
        connection.close()

    workers = [Thread(target=work) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert len(mail.outbox) == 20
    assert len({letter.extra_headers["Message-ID"] for letter in mail.outbox}) == 20
