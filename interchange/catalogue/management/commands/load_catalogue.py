"""`manage.py load_catalogue`: bring the catalogue up to date with the specification files."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from entries import commands
from entries.queries import rules_that_wait
from interchange.accounts.commands import service_account
from interchange.catalogue.specification import SpecificationError


class Command(BaseCommand):
    """Load the specification files; loading them again changes nothing."""

    help = "Bring the catalogue up to date with the specification files."

    def handle(self, verbosity, **options):
        """Load, and say what changed; exit 1 with file and line where one is broken."""
        try:
            changed = commands.put_rules_in_force(by=service_account(), at=timezone.now())
            waiting = rules_that_wait()
        except SpecificationError as error:
            raise CommandError(f"nothing was loaded: {error}") from None
        if not verbosity:
            return
        if changed:
            self.stdout.write(f"Loaded {len(changed)} qualifications: {', '.join(changed)}")
        elif not waiting:
            self.stdout.write("The catalogue is up to date.")
        if waiting:
            self.stdout.write(
                f"New rules wait to be tried: {', '.join(waiting)}. The board tries them by an"
                " award run, or: manage.py award_all --new-rules"
            )
