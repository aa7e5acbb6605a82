"""When does the demo's term play? In the academic years around today, never in the future."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from entries.rules.registering import summer_of
from interchange.catalogue.models import Series


@dataclass(frozen=True)
class Calendar:
    """The instants of the term, seen from `now`."""

    now: datetime

    @property
    def summer(self):
        """The year of the summer that today works towards."""
        return summer_of(timezone.localdate(self.now))

    def on(self, years_ago, month, day, hour=10):
        """An instant of the academic year that ends in this summer, or of one so many before.

        Months from September on lie in the year before the summer. Never later than now.
        """
        year = self.summer - years_ago - (month >= 9)
        planned = datetime.combine(date(year, month, day), time(hour))
        return min(timezone.make_aware(planned), self.now)

    def visit(self, days):
        """A day so many days from now, or ago if negative, or near where August has no visits."""
        day = timezone.localdate(self.now) + timedelta(days=days)
        day = self.ago(-days).date() if days < 0 else day
        if day.month == 8 and day.day > 17:
            return day.replace(day=17) if days < 0 else day + timedelta(days=14)
        return day

    def ago(self, days, hour=11):
        """An instant so many days ago, but not before this academic year began."""
        day = timezone.localdate(self.now) - timedelta(days=days)
        planned = timezone.make_aware(datetime.combine(day, time(hour)))
        return min(max(planned, self.on(0, 9, 1, 8)), self.now)


def series(year, month):
    """The series, made (with dates as in the years that are known) if the board has none yet."""
    closes = date(year - 1, 10, 21) if month == 1 else date(year, 2, 21)
    found, _ = Series.objects.get_or_create(
        year=year,
        month=month,
        defaults={
            "entries_open_on": date(year - 1, 9, 1),
            "entries_close_on": closes,
            "late_until_on": closes + timedelta(days=31),
            "very_late_until_on": closes + timedelta(days=61),
            "refund_until_on": closes + timedelta(days=31),
            "results_on": date(year, 3, 19) if month == 1 else date(year, 8, 13),
        },
    )
    return found
