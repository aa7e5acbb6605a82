"""Which days does a calendar of visits show? A week, or the whole weeks of a month."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

WEEK = timedelta(days=7)
MONTH, OF_WEEK = "month", "week"


@dataclass(frozen=True)
class Page:
    """What one page of the calendar shows: its days, its title, and the days that turn it."""

    way: str
    title: str
    first: date
    last: date
    earlier: date
    later: date


@dataclass(frozen=True)
class Day:
    """A day of the calendar: the visits on it, and which last day of the board's it is."""

    on: date
    visits: list[Any] = field(default_factory=list)
    deadlines: list[str] = field(default_factory=list)
    is_outside: bool = False
    is_today: bool = False


def page(way: str, on: date) -> Page:
    """The page with the day: its week from Monday, or the whole weeks of its month."""
    monday = on - timedelta(days=on.weekday())
    if way == OF_WEEK:
        title = f"Week from {monday:%-d %B %Y}"
        return Page(way, title, monday, monday + timedelta(days=6), monday - WEEK, monday + WEEK)
    first = on.replace(day=1)
    following = (first + timedelta(days=31)).replace(day=1)
    last = following - timedelta(days=1)
    begins = first - timedelta(days=first.weekday())
    ends = last + timedelta(days=6 - last.weekday())
    before = (first - timedelta(days=1)).replace(day=1)
    return Page(way, f"{first:%B %Y}", begins, ends, before, following)


def weeks(
    shown: Page, visits: Iterable[Any], deadlines: Mapping[date, list[str]], today: date, month: int
) -> list[list[Day]]:
    """The days of the page, a week each, with the visits on them and the board's last days."""
    on: dict[date, list[Any]] = {}
    for visit in visits:
        on.setdefault(visit.on, []).append(visit)
    days = [shown.first + timedelta(days=n) for n in range((shown.last - shown.first).days + 1)]
    drawn = [
        Day(
            day,
            on.get(day, []),
            deadlines.get(day, []),
            is_outside=shown.way == MONTH and day.month != month,
            is_today=day == today,
        )
        for day in days
    ]
    return [drawn[start : start + 7] for start in range(0, len(drawn), 7)]


def distance(on: date, last: date | None, what: str) -> str:
    """How far a visit is from a last day, in words; "" where that is not known."""
    if last is None:
        return ""
    days = (last - on).days
    if not days:
        return f"on the last day for {what}"
    told = f"{abs(days)} day{'' if abs(days) == 1 else 's'}"
    return f"{told} {'before' if days > 0 else 'after'} the last day for {what}"
