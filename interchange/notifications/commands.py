"""How do letters leave? One by one, each marked as soon as it is sent; one that fails waits."""

import logging
from contextlib import suppress
from datetime import timedelta
from traceback import format_tb

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import Error as DatabaseTrouble
from django.db import transaction
from django.db.models import DateTimeField, DurationField, ExpressionWrapper, F, Q, Value
from django.db.models.functions import Greatest, Least

from interchange.audit import trail
from interchange.notifications import rules
from interchange.notifications.enclosing import attached
from interchange.notifications.linking import NoLink, with_link
from interchange.notifications.models import Message
from interchange.queue import hint
from interchange.refusals import AlreadyDone

log = logging.getLogger(__name__)


class NoAddress(Exception):
    """The letter was written to nobody; the message says so, to staff."""


def send_queued(*, at, link_for) -> int:
    """Send every letter that is due at the instant `at`; give how many left.

    `link_for(kind, person, address)` gives the link that a letter holds (`linking.with_link`).

    Safe to run twice and by several workers at once: a letter is locked while it is sent. One
    whose sender dies between sending and marking goes out again with the same Message-ID, by which
    a mailbox knows it for one letter. A letter that cannot be sent holds up no other, waits longer
    each time, and is given up after `rules.MOST_TRIES`. While the mail server does not answer all
    letters wait, which is no try of theirs; nor is trouble with the database, which is raised.
    """
    post, sent = get_connection(), 0
    try:
        while (left := _send_one(post, at, link_for)) is not None:
            sent += left
    except OSError as problem:
        _postpone_all(problem, at)
    finally:
        _hang_up(post)
    return sent


def _due(at):
    """The letters to be sent now, oldest first."""
    waiting = Message.objects.filter(sent_at=None, given_up_at=None, next_try_at__lte=at)
    return waiting.order_by("next_try_at", "id")


@transaction.atomic
def _send_one(post, at, link_for):
    """Send the oldest due letter that nobody else is sending; say if it left; None for none.

    Raises OSError where the mail server does not answer.
    """
    locked = _due(at).select_related("reader").select_for_update(of=("self",), skip_locked=True)
    message = locked.first()
    if message is None:
        return None
    post.open()
    _attempt(message, post, at, link_for)
    message.save(update_fields=["sent_at", "attempts", "next_try_at", "problem", "given_up_at"])
    return message.sent_at is not None


def _attempt(message, post, at, link_for):
    """Try to send one letter and note on it how that went."""
    message.attempts += 1
    try:
        _letter(message, post, link_for).send()
    except DatabaseTrouble:
        raise
    except (NoLink, NoAddress) as reason:
        message.problem, message.given_up_at = rules.kept(str(reason)), at
    except Exception as problem:
        _put_off(message, problem, at)
        _hang_up(post)  # it may be broken; the next letter calls anew
    else:
        message.sent_at, message.problem = at, ""


def _put_off(message, problem, at):
    """Let a letter wait that could not be sent, or give it up."""
    if not isinstance(problem, OSError | ValueError):  # what mail servers and addresses come to
        way = "".join(format_tb(problem.__traceback__))  # not its words, which may quote a letter
        log.error("letter %s: %s\n%s", message.pk, type(problem).__name__, way)
    message.problem = rules.reason(problem, holds_link=bool(message.link))
    message.next_try_at = at + rules.wait_after(message.attempts)
    if rules.is_given_up(message.attempts):
        message.given_up_at = at


def _letter(message, post, link_for):
    """The letter as it goes out; raises NoLink or NoAddress."""
    if not message.to:
        raise NoAddress("Not sent: there was no e-mail address to send it to.")
    return EmailMessage(
        message.subject,
        with_link(message, link_for),
        settings.DEFAULT_FROM_EMAIL,
        [message.to],
        headers={"Message-ID": f"<letter-{message.pk}@interchange>"},
        attachments=[attached(one) for one in message.enclosures.all()],
        connection=post,
    )


def _hang_up(post):
    """End the connection to the mail server, whatever state it is in."""
    with suppress(OSError):
        post.close()


def _postpone_all(problem, at):
    """Let every due letter wait as long as it has waited so far, a quarter of an hour at most."""
    log.warning("the mail server does not answer: %s", problem)
    waited = ExpressionWrapper(Value(at) - F("queued_at"), output_field=DurationField())
    pause = Least(Greatest(waited, _span(rules.FIRST_WAIT)), _span(rules.LONGEST_PAUSE))
    _due(at).order_by().update(
        next_try_at=ExpressionWrapper(Value(at) + pause, output_field=DateTimeField()),
        problem=rules.kept(f"The mail server does not answer: {problem}"),
    )


def _span(length: timedelta):
    """A length of time for the database."""
    return Value(length, output_field=DurationField())


@transaction.atomic
def send_now(*, message, by, at) -> None:
    """Let a letter that waits or was given up be tried anew from the next round on.

    Raises AlreadyDone where it was sent, or is to be tried then anyway.
    """
    waits = Q(attempts__gt=0) | Q(given_up_at__isnull=False)
    anew = {"next_try_at": at, "attempts": 0, "given_up_at": None, "laid_aside": False}
    if not Message.objects.filter(waits, pk=message.pk, sent_at=None).update(**anew):
        raise AlreadyDone("It has been sent, or is tried with the next round.")
    trail.record("message.send_now", about=message, by=by, at=at)
    hint("notifications.send_queued")


@transaction.atomic
def leave_unsent(*, message, by, at) -> None:
    """Leave a letter unsent that was given up: staff know of it and need not be told again.

    Raises AlreadyDone where it is not given up, or left unsent already.
    """
    given_up = Message.objects.filter(pk=message.pk, given_up_at__isnull=False, laid_aside=False)
    if not given_up.update(laid_aside=True):
        raise AlreadyDone("It is left unsent already, or not given up yet.")
    trail.record("message.lay_aside", about=message, by=by, at=at)
