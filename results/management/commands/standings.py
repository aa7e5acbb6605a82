"""`manage.py standings --check`: compare what is kept of registrations with what is true now."""

from random import Random

from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import localdate

from entries.models import QualificationEntry
from entries.states import LISTED
from results.queries import STILL_DUE
from results.queries.kept_checked import current, differences


class Command(BaseCommand):
    """Work out anew where registrations stand, all of them or a share; exit 1 if any differs."""

    help = "Compare where registrations stand, as it is kept, with what is worked out now."

    def add_arguments(self, parser):
        """Take what to do, and of how many."""
        parser.add_argument("--check", action="store_true", required=True)
        parser.add_argument(
            "--share",
            type=int,
            default=100,
            metavar="PERCENT",
            help="of how many; 100 unless given",
        )

    def handle(self, *, share, **options):
        """Say how many were compared, and each difference."""
        if not 0 < share <= 100:
            raise CommandError("--share is a percentage: a number from 1 to 100.")
        entries = QualificationEntry.objects.all()
        if share < 100:
            ids = list(current(entries).values_list("pk", flat=True))
            chosen = Random().sample(ids, max(1, len(ids) * share // 100)) if ids else []
            entries = entries.filter(pk__in=chosen)
        number, wrong = current(entries).count(), 0
        for one in differences(entries, localdate()):
            self.stderr.write(str(one))
            wrong += 1
        said = f"{number} registration{'' if number == 1 else 's'} compared"
        if wrong:
            raise CommandError(f"{said}: {wrong} differ from what is kept.")
        waiting = entries.filter(STILL_DUE, status__in=LISTED).count()
        more = f" {waiting} more are still to be worked out." if waiting else ""
        self.stdout.write(f"{said}, no difference.{more}")
