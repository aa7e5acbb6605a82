"""Which letters were written?"""

from django.db.models import QuerySet

from interchange.notifications.models import Message


def letters(to="") -> QuerySet[Message]:
    """All letters, or those to addresses that contain `to`."""
    found = Message.objects.select_related("reader")
    return found.filter(to__icontains=to) if to else found
