"""Who asked: a worker that was told that somebody forgot a password."""

from celery import shared_task
from django.utils import timezone

from interchange.accounts import commands


@shared_task(name="accounts.send_resets")
def send_resets(**kwargs):
    """Send links to those who asked for a new password."""
    commands.send_resets(at=timezone.now())
