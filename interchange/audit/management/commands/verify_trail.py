"""`manage.py verify_trail`: is the trail as it was sealed, and as the heads of each day say?"""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from interchange.audit import queries
from interchange.audit.rules import heads_of


class Command(BaseCommand):
    """Read all of the trail and its seals; name what was changed, removed or added; then exit 1."""

    help = "Compare the trail with its seals, and these with the heads kept outside the database."

    def add_arguments(self, parser):
        """Take a file of heads of which somebody else kept a copy."""
        parser.add_argument(
            "--heads",
            type=Path,
            default=settings.TRAIL_HEADS,
            metavar="FILE",
            help="the heads to compare with, such as those of letters; else the portal's own",
        )

    def handle(self, *, heads, **options):
        """Say what is otherwise, or that nothing is."""
        kept = _read(heads)
        first, more = queries.first_few(queries.breaks(kept))
        for one in first:
            self.stdout.write(one)
        if first:
            raise CommandError(f"The trail is not as it was sealed: {len(first) + more} findings.")
        last, waiting = queries.last_seal(), queries.not_sealed()
        self.stdout.write(
            f"The trail is as it was sealed, up to event {last.last if last else 0}:"
            f" {last.number if last else 0} seals, {len(kept)} heads."
            f" {waiting} event{'' if waiting == 1 else 's'} not sealed yet."
        )
        if not kept:
            self.stderr.write("No head was compared: whoever changes the seals too is not noticed.")


def _read(file):
    try:
        return heads_of(file.read_text()) if file.exists() else []
    except ValueError:
        raise CommandError(f"{file} has a line that is no head.") from None
