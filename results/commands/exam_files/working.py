"""Who works on files of exam results? A page for short ones, a worker, or the sweeper, one a time.

A file is held by a lock that goes with its holder, so one whose worker was killed is begun anew;
loading is one transaction, so nothing is banked twice.
"""

import logging
from datetime import timedelta
from functools import partial

from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.db.models.functions import Coalesce

from interchange import tries, workflow
from interchange.accounts.commands import service_account
from interchange.holding import Work, held_alone
from interchange.workflow import MoveRefused
from results.commands.exam_files.loading import load_exam_file
from results.commands.exam_files.reading import read_exam_file
from results.exam_file_states import GIVE_UP, WORKED_ON, Status
from results.models import ExamFile

log = logging.getLogger(__name__)

MOST_TRIES = 3
GIVEN_UP = "This file could not be worked on. Send it again; if that fails too, tell the operators."
NO_RIGHT = "Whoever sent or confirmed it may not bank results any more. Send it yourself."
STEPS = {Status.WAITING: read_exam_file, Status.CONFIRMED: load_exam_file}


def work_an_exam_file(*, at, older_than=timedelta(0)) -> bool:
    """Work on the file that has waited longest; give whether there was one.

    `older_than` leaves out what began to wait only just now. Call it outside of a transaction.
    Trouble with the database is raised, and no try of the file.
    """
    waiting = ExamFile.objects.filter(status__in=WORKED_ON).annotate(
        since=Coalesce("confirmed_at", "sent_at")
    )
    waiting = waiting.filter(since__lte=at - older_than).order_by("tries", "since")
    for pk in list(waiting.values_list("pk", flat=True)[:20]):
        if work_exam_file(ExamFile(pk=pk), at=at):
            return True
    return False


def work_exam_file(file, *, at) -> bool:
    """Read or load the file, as it waits for; give whether anything was done."""
    tries.settle_up()
    with held_alone(Work.EXAM_FILE, file.pk) as mine:
        if not mine:
            return False
        found = ExamFile.objects.select_related("sent_by", "confirmed_by").defer("content")
        file = found.get(pk=file.pk)
        if file.status not in STEPS:
            return False
        ExamFile.objects.filter(pk=file.pk).update(tries=F("tries") + 1)
        with tries.counted_already(partial(_take_back, file.pk)):
            _try(file, at)
    return True


def _take_back(pk):
    """Take back a try that was none of the file's."""
    ExamFile.objects.filter(pk=pk, tries__gt=0).update(tries=F("tries") - 1)


def _try(file, at):
    tried = file.tries  # a move that is taken back has set it anew
    if tried >= MOST_TRIES:
        _give_up(file, GIVEN_UP, at)
        return
    try:
        STEPS[file.status](file, at=at)
    except PermissionDenied:
        _give_up(file, NO_RIGHT, at)
    except MoveRefused:
        pass  # it was cancelled meanwhile
    except Exception as problem:
        if tries.is_the_databases(problem):
            raise
        log.exception("exam file %s could not be worked on", file.pk)
        if tried + 1 >= MOST_TRIES:
            _give_up(file, GIVEN_UP, at)


def _give_up(file, problem, at):
    """Refuse a file that cannot be worked on, with the reason for its page."""
    workflow.perform(GIVE_UP, file, by=service_account(), at=at, problems=[problem], notes=[])
