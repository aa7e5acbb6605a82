"""How do key dates stand in a calendar file? As all-day events, which any calendar takes in."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from icalendar import Calendar, Event

from tracker.queries.dates import Day

CONTENT_TYPE = "text/calendar; charset=utf-8"


def calendar(days: Iterable[Day], at: datetime, place: str = "") -> bytes:
    """The file of the days; `place`, such as a centre's number, tells them from another file's."""
    found = Calendar()
    found.add("prodid", "-//Interchange//Key dates//EN")
    found.add("version", "2.0")
    found.add("x-wr-calname", "Key dates")
    for day in days:
        found.add_component(_event(day, at, f"-{place}" if place else ""))
    return found.to_ical()


def _event(day, at, place):
    event = Event()
    event.add("uid", f"{day.key}{place}@interchange")
    event.add("dtstamp", at)
    event.add("dtstart", day.on)
    event.add("dtend", day.on + timedelta(days=1))
    event.add("summary", day.title)
    if day.provisional:
        event.add("description", "Provisional: the board has not confirmed this day.")
    return event
