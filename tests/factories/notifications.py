"""Letters."""

from datetime import UTC, datetime

from interchange.notifications.models import Message

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)


def a_letter(**fields):
    """A letter that is to be sent now."""
    given = {
        "template": "accounts/enrolled",
        "to": "sam@school.example",
        "subject": "Your app",
        "body": "Dear Sam\n",
        "queued_at": NOW,
        "next_try_at": NOW,
    }
    return Message.objects.create(**{**given, **fields})
