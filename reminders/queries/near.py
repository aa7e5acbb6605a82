"""Which days are near, and how many candidates of each centre do they concern?"""

from dataclasses import dataclass
from datetime import date

from checkpoints import queries as checkpoints_queries
from checkpoints.rules.units import BY_SLUG
from interchange.catalogue.models import Figure
from reminders.rules import CHECKPOINT, OF_DAYS, Reminding, stage
from tracker.queries.dates import Day, of_everybody

BEFORE = "reminder-"  # what the slugs of the board's figures begin with


@dataclass(frozen=True)
class Near:
    """A day that is near, with the number of days before it that has begun (rules.stage)."""

    day: Day
    before: int

    @property
    def how(self) -> Reminding:
        """How somebody is reminded of it."""
        return OF_DAYS[self.day.about]


def befores() -> list[int]:
    """How many days before a day people are reminded of it, by the board's figures."""
    found = Figure.objects.filter(slug__startswith=BEFORE)
    return sorted(found.values_list("value", flat=True))


def near(on: date) -> list[Near]:
    """The days that people are reminded of on the day, earliest first."""
    steps = befores()
    return [
        Near(day, before)
        for day in of_everybody()
        if day.about in OF_DAYS and (before := stage(day.on, on, steps)) is not None
    ]


def concerned(what: str, on: date) -> dict[int, int]:
    """How many candidates it concerns, by centre (key) where there are any; a fixed few queries."""
    if what == CHECKPOINT:
        return checkpoints_queries.undeclared_by_centre(checkpoints_queries.summer_now(on))
    return checkpoints_queries.unachieved_by_centre(BY_SLUG[what], on)
