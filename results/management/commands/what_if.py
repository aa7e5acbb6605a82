"""`manage.py what_if 05842 1=M 2=M`: what these grades would be awarded, as JSON."""

import json
import sys
from io import TextIOWrapper

from django.core.management.base import BaseCommand, CommandError

from results.awarding import what_if


class Command(BaseCommand):
    """Decide one case from the command line, or one case a line from standard input."""

    help = "What the grades would be awarded, as JSON; - reads a case a line. No database needed."
    requires_system_checks = []

    def create_parser(self, *names, **more):
        """Let units and options stand in any order."""
        parser = super().create_parser(*names, **more)
        parser.parse_args = parser.parse_intermixed_args
        return parser

    def add_arguments(self, parser):
        """Take the words of a case."""
        what_if.add_arguments(parser)

    def handle(self, *, code, units, pathway, no_attempts_left, other, **options):
        """Print the outcome; exit 2 with a sentence where the case cannot be decided."""
        if code == "-":
            self.decide_lines(TextIOWrapper(sys.stdin.buffer, "utf-8-sig", errors="replace"))
            return
        try:
            outcome = what_if.decide(code, units, pathway, no_attempts_left, other)
        except what_if.BadCase as error:
            raise CommandError(str(error), returncode=2) from None
        self.stdout.write(json.dumps(outcome, ensure_ascii=False))

    def decide_lines(self, lines):
        """Print an object for every line, so that answers stay in step with cases."""
        bad = 0
        for line in lines:
            try:
                outcome = what_if.decide_line(line)
            except what_if.BadCase as error:
                outcome = {"error": str(error)}
                bad += 1
            self.stdout.write(json.dumps(outcome, ensure_ascii=False))
            self.stdout.flush()
        if bad:
            raise CommandError(f"cases that could not be decided: {bad}", returncode=2)
