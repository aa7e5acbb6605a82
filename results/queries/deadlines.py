"""By which of the board's dates is something to be done? Read once, asked for any registration."""

from collections import defaultdict
from datetime import date

from interchange.catalogue.models import KeyDate, Series
from interchange.catalogue.queries import figures
from results.urgency import Deadlines

SOON = "due-soon-days"  # the figure that says how many days before its last day it is due soon


def deadlines(on: date) -> Deadlines:
    """The Deadlines on the day; three queries."""
    closings: dict[int, dict[int, list[date]]] = defaultdict(dict)
    results = {}
    for series in Series.objects.exclude(month=Series.Month.SEPTEMBER):
        days = (series.entries_close_on, series.late_until_on, series.very_late_until_on)
        if known := sorted(day for day in days if day):
            closings[series.year][series.month] = known
        if series.month == Series.Month.JUNE and series.results_on:
            results[series.year] = series.results_on
    named = KeyDate.objects.values_list("slug", "academic_year", "on")
    return Deadlines(
        on=on,
        key_dates={(slug, year): day for slug, year, day in named},
        closings={year: tuple(months[max(months)]) for year, months in closings.items()},
        results=results,
        soon=figures().get(SOON, 0),
    )
