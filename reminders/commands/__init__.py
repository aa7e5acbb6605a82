"""What is done about reminders: letters are written, and people say which they want."""

from reminders.commands.calendars import end_calendar, forget_wrong, make_calendar, may_read
from reminders.commands.choosing import choose_letters
from reminders.commands.reminding import remind
from reminders.commands.telling import tell_week

__all__ = [
    "choose_letters",
    "end_calendar",
    "forget_wrong",
    "make_calendar",
    "may_read",
    "remind",
    "tell_week",
]
