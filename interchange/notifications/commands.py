"""How do letters leave? In batches, each marked when sent; one that fails waits longer."""

from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction

from interchange.notifications.models import Message

BATCH = 50
LONGEST_WAIT = timedelta(hours=1)


def send_queued(*, at):
    """Send every letter that is due at the instant `at`; give how many left.

    Safe to run twice and by several workers at once: a batch is locked while it is sent. A letter
    whose sender dies between sending and marking goes out again with the same Message-ID, by which
    a mailbox knows it for one letter.
    """
    sent = 0
    while batch := send_batch(at=at):
        sent += batch
    return sent


@transaction.atomic
def send_batch(*, at):
    """Send at most BATCH letters; give how many left."""
    due = Message.objects.filter(sent_at=None, next_try_at__lte=at).order_by("next_try_at", "id")
    batch = list(due.select_for_update(skip_locked=True)[:BATCH])
    if not batch:
        return 0
    connection = get_connection()
    for message in batch:
        attempt(message, connection, at)
    Message.objects.bulk_update(batch, ["sent_at", "attempts", "next_try_at", "problem"])
    return sum(message.sent_at is not None for message in batch)


def attempt(message, connection, at):
    """Try to send one letter and note on it how that went."""
    message.attempts += 1
    try:
        EmailMessage(
            message.subject,
            message.body,
            settings.DEFAULT_FROM_EMAIL,
            [message.to],
            headers={"Message-ID": f"<letter-{message.pk}@interchange>"},
            connection=connection,
        ).send()
    except OSError as problem:  # smtplib's errors are OSErrors too
        wait = min(timedelta(seconds=10 * 2 ** min(message.attempts, 12)), LONGEST_WAIT)
        message.next_try_at = at + wait
        message.problem = str(problem)[:300]
    else:
        message.sent_at = at
        message.problem = ""
