"""At which address does a calendar read the key dates?"""

from reminders.models import CalendarAddress


def calendar_of(person) -> CalendarAddress | None:
    """The person's address as it is kept: without its secret."""
    return CalendarAddress.objects.filter(person=person).first()
