"""manage.py play_demo_term: fill an empty portal with a term, played by the real commands."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from interchange.accounts.models import Centre
from local.term import story


class Command(BaseCommand):
    """Play the demo's term, once: a portal that has centres is left as it is."""

    help = "Play the demo's term in an empty portal."

    def handle(self, *args, **options):
        """Play it unless there are centres."""
        if Centre.objects.exists():
            return
        story.play(at=timezone.now(), say=self.stdout.write)
