"""`manage.py award_all`: work out the awards of all again, or of a part; a dry run comes first.

What the dry run shows is printed, and issued once it is agreed to. Ctrl-C pauses; `--run` goes on
with what was begun here or on the board's side. Workers that are there share the work.
"""

import sys
import time
from contextlib import contextmanager

from django.core.management.base import BaseCommand, CommandError
from django.template.defaultfilters import pluralize
from django.utils import timezone

from interchange import downloads
from interchange.accounts.commands import service_account
from interchange.accounts.models import Centre
from interchange.catalogue.models import Qualification, Series
from interchange.catalogue.specification import SpecificationError
from interchange.clashes import Clash, clashes_told
from interchange.refusals import RuleBroken
from interchange.workflow import MoveRefused
from results import commands, queries
from results.commands.running import AT_ONCE
from results.models import AwardForeseen, AwardRun

WAIT = 0.2  # seconds, while others work on what is left
SCOPE = ("qualification", "centre", "series")
APART = {  # word: those that say something else than it
    "new_rules": (*SCOPE, "run"),
    "run": (*SCOPE, "at_once"),
}


@contextmanager
def _told():
    """Whatever is refused becomes the sentence with which the command ends."""
    try:
        with clashes_told():
            yield
    except (Clash, MoveRefused, RuleBroken, SpecificationError) as refusal:
        raise CommandError(str(refusal)) from None


@contextmanager
def _opened(path, mode):
    """The file; where it cannot be written, the sentence with which the command ends."""
    try:
        with open(path, mode, encoding="utf-8", newline="") as file:
            yield file
    except OSError as problem:
        raise CommandError(f"{path} cannot be written: {problem.strerror}.") from None


def _check_together(options):
    """Raise CommandError where one of the words would be dropped for the sake of another."""
    for word, apart in APART.items():
        others = [_typed(other) for other in apart if _is_said(options[other])]
        if others and _is_said(options[word]):
            raise CommandError(f"{_typed(word)} and {', '.join(others)} cannot go together.")


def _is_said(value):
    """Whether somebody said so: 0 and nothing between quotes are said, too."""
    return value is not None and value is not False


def _typed(word):
    return f"--{word.replace('_', '-')}"


class Command(BaseCommand):
    """Show what would be issued, then issue it."""

    help = "Work out awards again: a dry run, then what it shows is issued."

    def add_arguments(self, parser):
        """Take the scope, and how far to go."""
        parser.add_argument("--qualification", metavar="CODE", help="of this entry code alone")
        parser.add_argument("--centre", metavar="NUMBER", help="of this centre alone")
        parser.add_argument("--series", metavar="NAME", help='of who sat in it: "June 2026"')
        parser.add_argument("--new-rules", action="store_true", help="by rules not in force yet")
        parser.add_argument("--run", type=int, metavar="NUMBER", help="go on with this run")
        parser.add_argument(
            "--at-once",
            type=int,
            metavar="MANY",
            help=f"how many registrations a worker takes at a time; {AT_ONCE} unless said",
        )
        parser.add_argument(
            "--dry-run",
            action="store_true",
            help="issue nothing; of a run that was confirmed, show how far it is",
        )
        parser.add_argument("--csv", metavar="FILE", help="write each change to a file")
        parser.add_argument("--yes", action="store_true", help="issue without asking")

    def handle(self, *, dry_run, csv, yes, **options):
        """Begin a run or go on with one; print how far it is; exit 1 where it cannot go on."""
        _check_together(options)
        if csv is not None:
            with _opened(csv, "a"):
                pass  # before hours are spent on what nobody could read
        with _told():
            run = self.run_of(dry_run, **options)
            self.work(run, dry_run)
        self.show(run, csv)
        if dry_run or not run.may_be_issued:
            self.show_issued(run)
            return
        if not (yes or self.agreed()):
            self.stdout.write(f"Nothing is issued. Later: manage.py award_all --run {run.pk}")
            return
        with _told():
            self.do(run)

    def do(self, run):
        """Issue what the dry run shows, or put the rules in force that it tried."""
        by, at = service_account(), timezone.now()
        if run.tries_rules:
            commands.put_in_force(run=run, by=by, at=at)
            self.stdout.write("The new rules are in force. Workers work out the awards by them.")
            return
        commands.issue_run(run=run, by=by, at=at)
        self.work(run)
        self.show_issued(run)

    def run_of(self, dry_run, *, run, at_once, new_rules, **options):
        """The run that is asked for, begun or gone on with; a paused one rests in a dry run."""
        begun = {"by": service_account(), "at": timezone.now()}
        many = AT_ONCE if at_once is None else at_once
        if new_rules:
            return commands.begin_trial(**begun, at_once=many)
        if run is None:
            return commands.begin_run(**begun, at_once=many, **self.scope_of(options))
        found = self.one_of(AwardRun, pk=run)
        if found.is_over:
            self.stdout.write(f"{found} is over: nothing more is issued by it.")
        if found.is_paused and not dry_run:
            commands.go_on_with_run(run=found, **begun)
        return found

    def scope_of(self, options):
        """What is named of qualification, centre and series: {which: the record}."""
        named = {
            "qualification": lambda code: self.one_of(Qualification, code=code),
            "centre": lambda number: self.one_of(Centre, number=number),
            "series": self.series_of,
        }
        said = [which for which in SCOPE if _is_said(options[which])]
        return {which: named[which](options[which]) for which in said}

    def one_of(self, model, **known):
        """The record that is named; exit 1 where there is none."""
        try:
            return model.objects.get(**known)
        except model.DoesNotExist:
            name = model._meta.verbose_name
            raise CommandError(f"There is no {name} {next(iter(known.values()))}.") from None

    def series_of(self, words):
        """The series of a month and year, such as June 2026."""
        found = {str(one).lower(): one for one in Series.objects.all()}
        if words.lower() not in found:
            raise CommandError(f"There is no series {words}. There are: {', '.join(found)}.")
        return found[words.lower()]

    def work(self, run, dry_run=False):
        """Work on the run, beside whoever else does, until it waits or is over; say how far.

        No other run is worked on, and in a dry run not this one once somebody has said that it be
        issued.
        """
        said = ""
        try:
            while run.is_dry or (run.is_worked_on and not dry_run):
                if not commands.work_a_range(at=timezone.now(), run=run):
                    time.sleep(WAIT)
                run.refresh_from_db(fields=["status"])
                if (now := f"{run.get_status_display()}: {queries.progress_of(run)}") != said:
                    self.stdout.write(said := now)
        except KeyboardInterrupt:
            self.pause(run)
        commands.tell_centres(at=timezone.now())
        for one in queries.problems_of(run):
            self.stderr.write(f"Range {one.number}: {one.problem}")

    def pause(self, run):
        """Pause what is being issued; a dry run is left to the workers."""
        if not run.is_dry:
            commands.pause_run(run=run, by=service_account(), at=timezone.now())
        raise CommandError(f"Interrupted. To go on: manage.py award_all --run {run.pk}") from None

    def show(self, run, csv):
        """Print what the dry run shows, and write each change to the file."""
        kinds = AwardForeseen.Kind
        self.stdout.write(f"{run}: {run.get_status_display()}")
        for name, count in queries.foreseen_in_words(run).items():
            self.stdout.write(f"{name:26}{count:>12}")
        for what in ("qualification", "centre"):
            self.stdout.write(f"By {what}: {', '.join(kind.label for kind in kinds)}")
            for name, counts in queries.foreseen_by(run, what):
                told = " ".join(f"{counts[kind]:>8,}" for kind in kinds)
                self.stdout.write(f"{name[:50]:50}{told}")
        if csv is not None:
            self.write(run, csv)

    def write(self, run, csv):
        """Write each change to the file, as the board's side hands it over."""
        lines = downloads.lines_of_table(queries.CHANGE_COLUMNS, queries.changes_of(run))
        with _opened(csv, "w") as file:
            file.writelines(lines)

    def show_issued(self, run):
        """Print what it issued, if it did, whatever became of it since."""
        issued = queries.issued_by(run)
        if not issued.ranges:
            return
        self.stdout.write(f"{issued.results:,} result{pluralize(issued.results)} issued.")
        if left := issued.left_alone:
            self.stdout.write(
                f"{left:,} registration{pluralize(left)} left alone, since something had changed"
                " after the dry run."
            )

    def agreed(self):
        """Whether somebody at a terminal says yes."""
        if not sys.stdin.isatty():
            return False
        return input("Issue this? (yes/no) ").strip().lower() == "yes"
