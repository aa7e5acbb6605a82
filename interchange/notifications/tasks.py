"""Who asked: a worker that was told of new letters."""

from celery import shared_task
from django.utils import timezone

from interchange.accounts import links
from interchange.notifications import commands


@shared_task(name="notifications.send_queued")
def send_queued(**kwargs):
    """Send what is in the outbox."""
    commands.send_queued(at=timezone.now(), link_for=links.for_letter)
