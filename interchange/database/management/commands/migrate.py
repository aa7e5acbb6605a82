"""`manage.py migrate`: Django's own, as the owner, of a database that this version knows."""

from django.core.management.base import CommandError
from django.core.management.commands import migrate

from interchange.database import fingerprint, privileges, roles
from interchange.refusals import RuleBroken


class Command(migrate.Command):
    """Check who made the database, migrate it, note what was applied, grant what serving needs."""

    def handle(self, *args, **options):
        """Do it; exit 1 with a sentence, before anything is changed, for an unknown database."""
        roles.act_as_owner()
        try:
            fingerprint.check()
            super().handle(*args, **options)
            fingerprint.note()
            privileges.grant()
        except RuleBroken as problem:
            raise CommandError(str(problem)) from None
