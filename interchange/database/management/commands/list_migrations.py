"""`manage.py list_migrations`: list the digests of new migrations; `make docs` runs it."""

from django.core.management.base import BaseCommand

from interchange.database import fingerprint


class Command(BaseCommand):
    """Add what is new. What is listed has landed, and is never edited."""

    help = "Add the digests of new migrations to interchange/database/landed-migrations.txt."
    requires_system_checks = ()

    def handle(self, **options):
        """Add them, and say which."""
        for name in fingerprint.list_new():
            self.stdout.write(f"Listed {name}")
