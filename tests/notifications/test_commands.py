from datetime import timedelta
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from interchange.notifications import commands
from interchange.notifications.models import Message
from tests.factories.notifications import a_letter

pytestmark = pytest.mark.django_db


def test_a_letter_is_sent_once(at):
    letter = a_letter()

    assert commands.send_queued(at=at) == 1
    assert commands.send_queued(at=at) == 0

    (sent,) = mail.outbox
    assert (sent.to, sent.subject, sent.body) == (["sam@school.example"], "Your app", "Dear Sam\n")
    assert sent.extra_headers["Message-ID"] == f"<letter-{letter.pk}@interchange>"
    letter.refresh_from_db()
    assert (letter.sent_at, letter.attempts, letter.problem) == (at, 1, "")


def test_letters_are_sent_oldest_first(at):
    a_letter(subject="second", next_try_at=at)
    a_letter(subject="first", next_try_at=at - timedelta(minutes=1))

    commands.send_queued(at=at)

    assert [letter.subject for letter in mail.outbox] == ["first", "second"]


def test_a_letter_that_waits_is_left_alone(at):
    a_letter(next_try_at=at + timedelta(seconds=1))

    assert commands.send_queued(at=at) == 0


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

    assert commands.send_queued(at=at) == 1

    bad.refresh_from_db()
    assert (bad.sent_at, bad.attempts) == (None, 1)
    assert bad.next_try_at == at + timedelta(seconds=20)
    assert bad.problem


def test_while_the_mail_server_is_down_letters_wait_longer_each_time(monkeypatch, at):
    letters = [a_letter(), a_letter()]
    monkeypatch.setattr(EmailBackend, "open", lambda self: (_ for _ in ()).throw(OSError("down")))

    waits = []
    for _ in range(3):
        assert commands.send_queued(at=at) == 0
        letters[0].refresh_from_db()
        waits.append((letters[0].next_try_at - at).total_seconds())
        at = letters[0].next_try_at

    assert waits == [20, 40, 80]
    letters[1].refresh_from_db()
    assert (letters[1].attempts, letters[1].problem) == (3, "down")


def test_the_longest_wait_is_a_quarter_of_an_hour():
    assert commands.wait(30_000) == timedelta(minutes=15)


def test_a_bug_is_not_swallowed(monkeypatch, at):
    a_letter()
    failing(monkeypatch, KeyError("a bug"))

    with pytest.raises(KeyError):
        commands.send_queued(at=at)

    assert Message.objects.get().attempts == 0


def test_send_now_brings_the_next_try_forward(at):
    letter = a_letter(next_try_at=at + timedelta(minutes=15), attempts=9)

    commands.send_now(message=letter, at=at)

    assert commands.send_queued(at=at) == 1


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_send_each_letter_once(at):
    from threading import Thread

    from django.db import connection

    for _ in range(20):
        a_letter()

    def work():
        commands.send_queued(at=at)
        connection.close()

    workers = [Thread(target=work) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert len(mail.outbox) == 20
    assert len({letter.extra_headers["Message-ID"] for letter in mail.outbox}) == 20
