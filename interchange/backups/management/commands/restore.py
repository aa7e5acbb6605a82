"""`manage.py restore FILE`: put a copy back, or try only whether it would come back whole."""

import sys
import time
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from interchange.backups import commands
from interchange.database import roles
from interchange.refusals import RuleBroken


class Command(BaseCommand):
    """Put a copy back, as the owner, and prove that it is equal to what was copied."""

    help = "Put a copy into an empty database and folder; --drill only proves that it would come."

    def add_arguments(self, parser):
        """Take the copy, and whether it is a drill."""
        parser.add_argument("file", help="a copy that backup wrote, or - for a pipe")
        parser.add_argument(
            "--drill",
            action="store_true",
            help="put it into a database beside, prove that it is equal, and drop that again",
        )

    def handle(self, *, file, drill, **options):
        """Do it, and say what came back; exit 1 with a sentence where it is not equal."""
        roles.act_as_owner()
        begun = time.monotonic()
        try:
            if file == "-":
                said = self._put(sys.stdin.buffer, drill)
            else:
                with Path(file).open("rb") as source:
                    said = self._put(source, drill)
        except FileNotFoundError:
            raise CommandError(f"{file} is not there.") from None
        except RuleBroken as problem:
            raise CommandError(str(problem)) from None
        self.stdout.write(
            f"{'The copy is whole' if drill else 'Put back'}: {sum(said['rows'].values())} rows of"
            f" {len(said['rows'])} tables and {len(said['files'])} files, equal by counts, digests"
            f" and the trail up to seal {said['seal']}; {time.monotonic() - begun:.0f} s."
        )

    def _put(self, source, drill):
        return commands.drill(source) if drill else commands.put_back(source)
