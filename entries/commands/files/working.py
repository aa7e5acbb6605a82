"""Who works on files that wait? A page for small ones, a worker, or the sweeper: one at a time.

A file is held by a lock that goes with its holder, so one whose worker was killed is taken again
and begun anew; loading is one transaction, so nothing is made twice.
"""

import logging
from datetime import timedelta
from functools import partial

from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.db.models.functions import Coalesce

from entries.commands.files.loading import load_file
from entries.commands.files.reading import read_file
from entries.file_states import GIVE_UP, TO_WORK, Status
from entries.models import EntryFile
from interchange import tries, workflow
from interchange.accounts.commands import service_account
from interchange.bulk import uncollected
from interchange.holding import Work, held_alone
from interchange.workflow import MoveRefused

log = logging.getLogger(__name__)

MOST_TRIES = 3
GIVEN_UP = [0, 0, "", "", "We could not work on this file.", "Send it again, or ask us about it."]
NO_RIGHT = [0, 0, "", "", "Whoever sent it may not make entries any more.", "Send it yourself."]
STEPS = {Status.WAITING: read_file, Status.CONFIRMED: load_file}


def work_a_file(*, at, sat, older_than=timedelta(0)) -> bool:
    """Work on the file that has waited longest; give whether there was one.

    `older_than` leaves out what began to wait only just now. `sat(series, persons)` counts how
    often exams were sat. Call it outside of a transaction. Trouble with the database is raised, and
    no try of the file.
    """
    waiting = EntryFile.objects.filter(status__in=TO_WORK).annotate(
        since=Coalesce("confirmed_at", "sent_at")
    )
    waiting = waiting.filter(since__lte=at - older_than).order_by("tries", "since")
    for pk in list(waiting.values_list("pk", flat=True)[:20]):
        if work_file(EntryFile(pk=pk), at=at, sat=sat):
            return True
    return False


def work_file(file, *, at, sat) -> bool:
    """Read or load the file, as it waits for; give whether anything was done."""
    tries.settle_up()
    with held_alone(Work.FILE, file.pk) as mine:
        if not mine:
            return False
        found = EntryFile.objects.select_related("centre", "sent_by", "confirmed_by")
        found = found.defer("content")  # some megabytes, that are read once
        file = found.get(pk=file.pk)
        if file.status not in STEPS:
            return False
        EntryFile.objects.filter(pk=file.pk).update(tries=F("tries") + 1)
        with tries.counted_already(partial(_take_back, file.pk)):
            _try(file, at, sat)
    return True


def _take_back(pk):
    """Take back a try that was none of the file's."""
    EntryFile.objects.filter(pk=pk, tries__gt=0).update(tries=F("tries") - 1)


def _try(file, at, sat):
    if file.tries >= MOST_TRIES:
        _give_up(file, GIVEN_UP, at)
        return
    try:
        with uncollected():
            STEPS[file.status](file, at=at, sat=sat)
    except PermissionDenied:
        _give_up(file, NO_RIGHT, at)
    except MoveRefused:
        pass  # it was cancelled meanwhile
    except Exception as problem:
        if tries.is_the_databases(problem):
            raise
        log.exception("file %s could not be worked on", file.pk)
        if file.tries + 1 >= MOST_TRIES:
            _give_up(file, GIVEN_UP, at)


def _give_up(file, problem, at):
    """Refuse a file that cannot be worked on, with the reason for its page."""
    workflow.perform(GIVE_UP, file, by=service_account(), at=at, problems=[problem])
