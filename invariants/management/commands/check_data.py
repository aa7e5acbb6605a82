"""`manage.py check_data`: ask whether what must be true of all that is kept is true."""

import json

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from invariants import queries


class Command(BaseCommand):
    """Ask each invariant as the role that serves, beside whoever works; exit 1 if one is broken."""

    help = "Ask whether what must be true of all that is kept is true; nothing is changed."

    def add_arguments(self, parser):
        """Take how much is asked, and in which form it is answered."""
        parser.add_argument("--json", action="store_true", help="answer as one JSON object")
        parser.add_argument(
            "--quick",
            action="store_true",
            help="leave out whether where registrations stand is what the engine says now",
        )
        parser.add_argument(
            "--first",
            type=int,
            default=queries.FEW,
            metavar="N",
            help=f"of how many rows is said what is wrong; {queries.FEW} unless given",
        )

    def handle(self, *, json, quick, first, **options):
        """Say of each invariant how many rows break it, and what of the first."""
        answers, at = [], timezone.now()
        for one in queries.checked(at, quick=quick, few=first):
            answers.append(one)
            if not json:
                self._say(one)
        broken = sum(1 for one in answers if one.rows)
        if json:
            self.stdout.write(_as_json(answers, at))
        if broken:
            raise CommandError(f"{broken} of {len(answers)} invariants are broken.")
        if not json:
            self.stdout.write(f"All {len(answers)} invariants hold.")

    def _say(self, one):
        invariant = one.invariant
        self.stdout.write(f"{one.rows or 'ok':>8}  {invariant.name}: {invariant.says}")
        for what in one.first:
            self.stdout.write(f"{'':10}{what}")
        if one.rows > len(one.first):
            self.stdout.write(f"{'':10}… and {one.rows - len(one.first)} more")


def _as_json(answers, at):
    return json.dumps(
        {
            "at": at.isoformat(),
            "broken": sum(1 for one in answers if one.rows),
            "invariants": [
                {
                    "name": one.invariant.name,
                    "says": one.invariant.says,
                    "rows": one.rows,
                    "first": one.first,
                }
                for one in answers
            ],
        },
        indent=2,
        ensure_ascii=False,
    )
