"""How do letters leave? One by one, each marked as soon as it is sent; one that fails waits."""

import logging
from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.db.models import F

from interchange.notifications.models import Message
from interchange.queue import hint

FIRST_WAIT = timedelta(seconds=20)
LONGEST_WAIT = timedelta(minutes=15)
MOST_DOUBLINGS = 12

log = logging.getLogger(__name__)


def send_queued(*, at):
    """Send every letter that is due at the instant `at`; give how many left.

    Safe to run twice and by several workers at once: a letter is locked while it is sent. One
    whose sender dies between sending and marking goes out again with the same Message-ID, by which
    a mailbox knows it for one letter. While the mail server is down all letters wait, longer each
    time; a letter that cannot be sent does not hold up the others.
    """
    post = get_connection()
    try:
        return deliver(post, at)
    finally:
        post.close()


def deliver(post, at):
    """Send what is due over the connection; give how many letters left."""
    if not due(at).exists():
        return 0
    try:
        post.open()
    except OSError as problem:
        postpone_all(problem, at)
        return 0
    sent = 0
    while (left := send_one(post, at=at)) is not None:
        sent += left
    return sent


def due(at):
    """The letters to be sent now, oldest first."""
    return Message.objects.filter(sent_at=None, next_try_at__lte=at).order_by("next_try_at", "id")


@transaction.atomic
def send_one(post, *, at):
    """Send the oldest due letter that nobody else is sending; say if it left; None for none."""
    message = due(at).select_for_update(skip_locked=True).first()
    if message is None:
        return None
    attempt(message, post, at)
    message.save(update_fields=["sent_at", "attempts", "next_try_at", "problem"])
    return message.sent_at is not None


def attempt(message, post, at):
    """Try to send one letter and note on it how that went."""
    message.attempts += 1
    try:
        letter(message, post).send()
    except (OSError, ValueError) as problem:  # smtplib's are OSErrors, bad addresses ValueErrors
        message.next_try_at = at + wait(message.attempts)
        message.problem = str(problem)[:300]
    else:
        message.sent_at = at
        message.problem = ""


def letter(message, post):
    """The letter as it goes out."""
    return EmailMessage(
        message.subject,
        message.body,
        settings.DEFAULT_FROM_EMAIL,
        [message.to],
        headers={"Message-ID": f"<letter-{message.pk}@interchange>"},
        attachments=[
            (one.name, bytes(one.content), one.content_type) for one in message.enclosures.all()
        ],
        connection=post,
    )


def wait(attempts):
    """How long a letter waits after so many tries."""
    return min(FIRST_WAIT * 2 ** min(attempts - 1, MOST_DOUBLINGS), LONGEST_WAIT)


def postpone_all(problem, at):
    """Let every due letter wait, as long as the one that was tried most often."""
    log.warning("the mail server does not answer: %s", problem)
    waiting = due(at).order_by("-attempts").values_list("attempts", flat=True)
    most = waiting.first() or 0
    due(at).order_by().update(
        attempts=F("attempts") + 1, next_try_at=at + wait(most + 1), problem=str(problem)[:300]
    )


@transaction.atomic
def send_now(*, message, at):
    """Let a letter that waits after a failed try be sent with the next round."""
    Message.objects.filter(pk=message.pk, sent_at=None).update(next_try_at=at)
    hint("notifications.send_queued")
