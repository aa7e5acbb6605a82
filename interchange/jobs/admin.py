"""The board's page for the clock: which jobs there are, when each last ran, and what failed."""

from django.contrib import admin
from django.db.models.functions import Coalesce

from interchange import board
from interchange.accounts.roles import Permission
from interchange.jobs.models import JobRun
from interchange.jobs.queries import FAILED


@admin.register(JobRun)
class JobRunAdmin(board.RecordAdmin):
    """The last run of each job; the sweeper runs them, and nobody changes one."""

    see = Permission.READ_TRAIL
    waiting = (
        board.Waiting(
            "jobs of the clock that failed",
            {"failed__gt": 0},
            since=Coalesce("ran_at", "reckoned_at"),  # one that never ran waits, too
            centre="",
            where=FAILED,
        ),
    )
    list_display = ("name", "ran_at", "reckoned_at", "failed", "problem")
    fields = ("name", "ran_at", "reckoned_at", "failed", "problem")
    actions = None
    when_empty = "The sweeper (manage.py sweep) has not run yet; it writes down each job it knows."
