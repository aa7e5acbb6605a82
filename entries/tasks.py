"""Who asked: a worker that was told of files of entries."""

from celery import shared_task
from django.utils import timezone

from entries import commands
from results.queries import sittings


@shared_task(name="entries.work_files")
def work_files(**kwargs):
    """Read or load the files that wait."""
    while commands.work_a_file(at=timezone.now(), sat=sittings):
        pass
