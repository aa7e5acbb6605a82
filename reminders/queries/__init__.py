"""What is near, whom does it concern, and who reads of it?"""

from reminders.queries.calendars import calendar_of, days_at
from reminders.queries.near import Near, befores, concerned, near
from reminders.queries.readers import centres_without, readers, wanted, wanting
from reminders.queries.week import Week, digest_readers, week

__all__ = [
    "Near",
    "Week",
    "befores",
    "calendar_of",
    "centres_without",
    "concerned",
    "days_at",
    "digest_readers",
    "near",
    "readers",
    "wanted",
    "wanting",
    "week",
]
