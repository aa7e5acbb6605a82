"""`manage.py specification 05842`: the published rules of a qualification, as JSON."""

import json

from django.core.management.base import BaseCommand, CommandError

from interchange.catalogue import specification as specifications


class Command(BaseCommand):
    """Print a whole specification: enough to calculate any award from it."""

    help = "Units, groups, pathways, points and boundaries of an entry code, as JSON."
    requires_system_checks = []

    def add_arguments(self, parser):
        """Take the entry code, and the series whose figures are wanted."""
        parser.add_argument("code", help="the entry code, such as 05842")
        parser.add_argument("--series", help="the figures of that series, such as 2017-06")

    def handle(self, *, code, series, **options):
        """Print it; exit 2 with a sentence where there is none."""
        try:
            found = specifications.load(code, series)
        except (LookupError, ValueError, specifications.SpecificationError) as error:
            raise CommandError(str(error), returncode=2) from None
        self.stdout.write(json.dumps(specifications.to_dict(found), ensure_ascii=False, indent=2))
