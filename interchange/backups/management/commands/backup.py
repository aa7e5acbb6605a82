"""`manage.py backup FILE`: a copy of database and uploads together, as of one moment."""

import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from interchange.backups import commands
from interchange.refusals import RuleBroken


class Command(BaseCommand):
    """Write it beside whoever works, as the role that serves; `-` writes to the standard output."""

    help = "Write database, uploads and heads of the trail into one file, or - for a pipe."

    def add_arguments(self, parser):
        """Take where to."""
        parser.add_argument("file", help="a file that is not there yet, or - for a pipe")

    def handle(self, *, file, **options):
        """Write it, and say what it holds; a copy that was not finished does not stay."""
        if file == "-":
            self._say(self._written(sys.stdout.buffer))
            return
        path = Path(file)
        if path.exists():
            raise CommandError(f"{path} is there already: name another file.")
        unfinished = path.with_name(f"{path.name}.unfinished")
        try:
            with unfinished.open("xb") as out:
                said = self._written(out)
            unfinished.rename(path)
        finally:
            unfinished.unlink(missing_ok=True)
        self._say(said)

    def _written(self, out):
        try:
            return commands.back_up(out, at=timezone.now())
        except RuleBroken as problem:
            raise CommandError(str(problem)) from None

    def _say(self, said):
        self.stderr.write(
            f"{sum(said['rows'].values())} rows of {len(said['rows'])} tables, {said['many']}"
            f" files, the trail up to seal {said['seal']}."
        )
        if said["missing"]:
            self.stderr.write(f"{len(said['missing'])} files that records name were not there.")
