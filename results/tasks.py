"""Who asked: a worker that was told of awards that are due."""

from celery import shared_task
from django.utils import timezone

from results import commands


@shared_task(name="results.award_due")
def award_due(**kwargs):
    """Work out every award that is due, then tell the centres."""
    while commands.award_due(at=timezone.now()):
        pass
    commands.tell_centres(at=timezone.now())
