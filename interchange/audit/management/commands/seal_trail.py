"""`manage.py seal_trail`: seal all events that are settled now, as the sweeper does every while."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from interchange.audit import commands


class Command(BaseCommand):
    """Seal, and say how many events."""

    help = "Seal all events of the trail that are settled, without waiting for the sweeper."

    def handle(self, **options):
        """Do it."""
        many = commands.seal(at=timezone.now())
        self.stdout.write(f"{many} event{'' if many == 1 else 's'} sealed.")
