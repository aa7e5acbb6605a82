"""`manage.py sweep`: do what lost hints left undone; needs no broker.

Every few seconds it tells results that were held until now, works out grades that the board owes
and awards that have been due for some time, works on award runs, tells centres of their results,
works on files of entries and of exam results that wait, makes results files that were ordered,
and sends queued letters and links to new passwords. Before all of that, and between one thing and
the next, it runs the jobs of the clock that are due (interchange.jobs), however much waits.
"""

import logging
import signal
import threading
from datetime import timedelta

from django.core.management.base import BaseCommand
from django.db import DatabaseError, InterfaceError, connection
from django.utils import timezone

from assessed.commands import assess, assess_where_raised
from entries import commands as entries_commands
from interchange import tries
from interchange.accounts import commands as accounts_commands
from interchange.accounts import links
from interchange.jobs import commands as jobs_commands
from interchange.jobs.management.table import JOBS
from interchange.notifications import commands as notifications_commands
from interchange.queue import hint
from results import commands
from results.queries import sittings

log = logging.getLogger(__name__)

EVERY = 2  # seconds
PATIENCE = timedelta(seconds=3)  # a worker that heard of it would have begun by then


class Command(BaseCommand):
    """Award what stayed due and send what stayed queued, until asked to end."""

    help = "Work out awards that stayed due and send letters that stayed queued, without a broker."

    def add_arguments(self, parser):
        """Take whether to sweep once only."""
        parser.add_argument("--once", action="store_true", help="sweep once, all there is, and end")

    def handle(self, once, **options):
        """Sweep until SIGTERM or Ctrl-C; what is being done then is finished first."""
        if once:
            self.sweep(older_than=timedelta(0))
            return
        ending = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: ending.set())
        while not ending.is_set():
            self.sweep_if_possible(ending)
            ending.wait(EVERY)

    def sweep_if_possible(self, ending):
        """Sweep; a database that is away for a while is waited for."""
        try:
            self.sweep(older_than=PATIENCE, ending=ending)
        except (DatabaseError, InterfaceError) as problem:
            if not tries.is_the_databases(problem):
                raise
            log.warning("the sweeper waits for the database: %s", problem)
            connection.close()

    def sweep_runs(self, once):
        """Work on award runs; beside everything else one range at a time: workers do the others."""
        while commands.work_a_range(at=timezone.now()):
            if not once:
                hint("results.work_runs")
                return

    def sweep(self, *, older_than, ending=None):
        """Do all there is now; the clock goes on meanwhile."""
        waited = {"older_than": older_than}
        if not _done(ending, commands.work_an_exam_file, **waited):
            return
        if not _done(ending, commands.tell_held):
            return
        owed = assess if ending is None else assess_where_raised
        if not _done(ending, owed) or not _done(ending, commands.award_due, **waited):
            return
        self.sweep_runs(once=ending is None)
        commands.tell_centres(at=timezone.now())
        if not _done(ending, entries_commands.work_a_file, sat=sittings, **waited):
            return
        if not _done(ending, commands.work_an_order, **waited):
            return
        while entries_commands.keep_likeness_keys():
            if ending is not None and ending.is_set():
                return
        accounts_commands.send_resets(at=timezone.now())
        _run_the_clock(ending)
        notifications_commands.send_queued(at=timezone.now(), link_for=links.for_letter)


def _done(ending, work, **how):
    """Do all of one kind of work; give whether nobody asked to end meanwhile.

    The clock goes before each thing, so that a day full of awards keeps no reminder back.
    """
    _run_the_clock(ending)
    while work(at=timezone.now(), **how):
        if ending is not None and ending.is_set():
            return False
        _run_the_clock(ending)
    return True


def _run_the_clock(ending):
    """Run the jobs of the clock that are due; none is begun once somebody asked to end."""
    jobs_commands.run_due(JOBS, at=timezone.now(), ending=ending)
