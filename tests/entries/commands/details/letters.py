"""Which letters were queued about changes of details."""

from interchange.notifications.models import Message


def letters():
    """The letters queued, as (template, to)."""
    return list(Message.objects.order_by("pk").values_list("template", "to"))
