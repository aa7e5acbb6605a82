"""A run by the console, two workers and a sweeper, of whom any is killed at any moment."""

import sys
import tempfile
import time
from collections import Counter
from contextlib import redirect_stdout
from io import StringIO

from django.db import connection

from tests.results.conftest import Machinery

FIRST = ("worker", "connection", "broker")  # so that a few kills are of each kind
KINDS = ("worker", "worker", "connection", "connection", "broker", "console", "sweeper")
BREAK = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = %s AND pid <> pg_backend_pid() AND usename <> current_user
    ORDER BY state <> 'active', random() LIMIT 1
"""
LONGEST = 3600  # seconds
LOOK = 0.1


class Troubled:
    """A run in the database, and the processes that work on it."""

    def __init__(self, machinery, random, at_once):
        self.machinery, self.random, self.killed = machinery, random, Counter()
        self.at_once = at_once
        machinery.start_broker()
        self.processes = {name: self.start(name) for name in ("worker", "other worker", "sweeper")}
        self.processes["console"] = self.start("console")

    def start(self, name):
        """Start the process of that name; the console goes on with the run that is there."""
        if name == "sweeper":
            return self.machinery.sweeper()
        if name != "console":
            return self.machinery.worker()
        run = self.run()
        words = ("--run", str(run.pk)) if run else ("--at-once", str(self.at_once))
        return self.machinery.start([sys.executable, "manage.py", "award_all", "--yes", *words])

    def run(self):
        """The run, if it was begun."""
        from results.models import AwardRun

        return AwardRun.objects.first()

    def kill_something(self):
        """Kill one of the processes, the broker, or a connection."""
        done = sum(self.killed.values())
        kind = FIRST[done] if done < len(FIRST) else self.random.choice(KINDS)
        if kind == "connection":
            with connection.cursor() as cursor:
                cursor.execute(BREAK, [connection.settings_dict["NAME"]])
        elif kind == "broker":
            self.machinery.kill(self.machinery.broker)
            self.machinery.start_broker()
        else:
            name = self.random.choice(("worker", "other worker")) if kind == "worker" else kind
            self.machinery.kill(self.processes[name])
        self.killed[kind] += 1
        self.start_again()

    def start_again(self):
        """Start again whatever has ended, as an installation does; the console by hand."""
        for name, process in self.processes.items():
            if process.poll() is not None and not (name == "console" and self.is_over()):
                self.processes[name] = self.start(name)

    def is_over(self):
        """Whether all that the run showed is issued."""
        from results.run_states import OVER

        run = self.run()
        return run is not None and run.status in OVER

    def is_settled(self):
        """Whether nothing is to be done any more, the letters written too."""
        from django.db.models import F

        from entries.models import AwardDue
        from results.models import Untold

        due = AwardDue.objects.filter(done__lt=F("due")).exists()
        return self.is_over() and not due and not Untold.objects.exists()


def play(kills, random, at_once, gap):
    """Do the run, and so many kills once it is begun: (what was killed, seconds it took).

    `gap` is how many seconds lie between two kills, on the average.
    """
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="x") as folder:
        machinery, said = Machinery(folder), sys.stderr
        try:
            troubled = Troubled(machinery, random, at_once)
            _last(troubled, kills, gap, begun)
            said = StringIO()  # what processes say that are killed matters only where it went wrong
            return troubled.killed, time.monotonic() - begun
        finally:
            with redirect_stdout(said):
                machinery.finish()


def _last(troubled, kills, gap, begun):
    """Wait until all is settled, and kill meanwhile."""
    next_at = None
    while not troubled.is_settled():
        if time.monotonic() - begun > LONGEST:
            raise TimeoutError(f"not settled after {LONGEST} s: {troubled.run()}")
        if next_at is None and troubled.run():
            next_at = time.monotonic() + troubled.random.expovariate(1 / gap)
        if kills and next_at and time.monotonic() > next_at:
            troubled.kill_something()
            kills -= 1
            next_at = time.monotonic() + troubled.random.expovariate(1 / gap)
        troubled.start_again()
        time.sleep(LOOK)
