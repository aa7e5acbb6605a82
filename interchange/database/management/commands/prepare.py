"""`manage.py prepare`: bring a database up to date, whatever released version made it."""

from contextlib import contextmanager

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection

from interchange.database import roles


class Command(BaseCommand):
    """Tables, rights of the role that serves, catalogue; run again it changes nothing."""

    help = "Migrate the database, grant what serving needs, and load the catalogue."

    def handle(self, verbosity, **options):
        """Do all of it, in turn with whoever else prepares this database."""
        roles.act_as_owner()
        with _alone():
            call_command("migrate", verbosity=verbosity, interactive=False)
            call_command("load_catalogue", verbosity=verbosity)
            call_command("keep_likeness_keys", verbosity=verbosity)
        if roles.one_role():
            self.stderr.write(roles.ONE_ROLE)


@contextmanager
def _alone():
    """Wait for whoever else prepares this database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(hashtextextended('prepare', 0))")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock_all()")
