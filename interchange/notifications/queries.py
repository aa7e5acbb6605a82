"""Which letters were written?"""

from interchange.notifications.models import Message


def letters(to=""):
    """All letters, or those to addresses that contain `to`."""
    return Message.objects.filter(to__icontains=to) if to else Message.objects.all()
