"""manage.py demo_people: who may come into the demo."""

from django.conf import settings
from django.core.management.base import BaseCommand

from local.term import cast


class Command(BaseCommand):
    """Print the demo's people, their password, and where their second-factor codes are."""

    help = "Print who may come into the demo."

    def handle(self, *args, **options):
        """Print the table."""
        width = max(len(player.email) for player in cast.CAST)
        for player in cast.CAST:
            self.stdout.write(f"  {player.email:<{width}}  {player.name}: {player.does}")
        self.stdout.write(f"\n  Password of everybody: {cast.PASSWORD}")
        self.stdout.write(f"  Second-factor codes:   {settings.PORTAL_ADDRESS}/demo/")
        self.stdout.write(f"  Letters sent:          {settings.PORTAL_ADDRESS}/letters/")
