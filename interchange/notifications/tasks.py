"""Who asked: a worker that was told of new letters."""

from celery import shared_task
from django.utils import timezone

from interchange.notifications import commands


@shared_task(name="notifications.send_queued")
def send_queued(**kwargs):
    """Send what is in the outbox."""
    commands.send_queued(at=timezone.now())
