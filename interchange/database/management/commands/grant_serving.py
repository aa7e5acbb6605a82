"""`manage.py grant_serving`: give the role that serves what it needs, and take all else from it."""

from django.core.management.base import BaseCommand, CommandError

from interchange.database import privileges, roles
from interchange.refusals import RuleBroken


class Command(BaseCommand):
    """Grant by the list of models; run again it changes nothing."""

    help = "Let the role of DATABASE_URL read and write rows, and nothing else."

    def handle(self, verbosity, **options):
        """Grant, and say to whom; exit 1 with a sentence where the roles do not allow it."""
        roles.act_as_owner()
        try:
            role = privileges.grant()
        except RuleBroken as problem:
            raise CommandError(str(problem)) from None
        if role is None:
            self.stderr.write(roles.ONE_ROLE)
        elif verbosity:
            self.stdout.write(f"“{role}” may read and write rows, and nothing else.")
