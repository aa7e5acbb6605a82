"""By which of the board's dates is something to be done? Read once, asked for any registration."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from entries.rules.registering import summer_of
from interchange.catalogue import years
from interchange.catalogue.models import KeyDate, Series
from results.diagnosis import Due, OwnDay, Reason


@dataclass(frozen=True)
class Deadlines:
    """The board's dates as they stand on a day: key dates by slug and year, closings, results days.

    `closings` are the last days of entries, late and very late ones among them, in order;
    `results` the results days by summer.
    """

    on: date
    key_dates: Mapping[tuple[str, str], date]
    closings: tuple[date, ...]
    results: Mapping[int, date]

    def by(self, reason: Reason, completes_in: int) -> date | None:
        """The day by which somebody acts on a reason, for who completes in that summer.

        It may be past: what was to be done by then is overdue. A summer that is over counts as this
        one. The day of what was seen counts as the cause has it (OwnDay). None where nothing is to
        be done, or the board has set no day yet.
        """
        cause, boards = reason.cause, self._boards(reason.cause.due, completes_in)
        if not reason.on or cause.own_day is OwnDay.SEEN:
            return boards
        if cause.own_day is OwnDay.ALWAYS:
            return reason.on
        to_come = [day for day in (reason.on, boards) if day and day >= self.on]
        return min(to_come, default=boards or reason.on)

    def _boards(self, due: Due, completes_in: int) -> date | None:
        """The board's date, for who completes in that summer."""
        summer = max(completes_in, summer_of(self.on))
        if due is Due.ENTERED:
            return next((day for day in self.closings if day >= self.on), None)
        if due is Due.RESULTS:
            return self.results.get(summer)
        return self.key_dates.get((due, years.in_words(summer - 1)))


def deadlines(on: date) -> Deadlines:
    """The Deadlines on the day; two queries."""
    closings, results = set(), {}
    for series in Series.objects.exclude(month=Series.Month.SEPTEMBER):
        closings |= {
            series.entries_close_on,
            series.late_until_on,
            series.very_late_until_on,
        }
        if series.month == Series.Month.JUNE and series.results_on:
            results[series.year] = series.results_on
    named = KeyDate.objects.values_list("slug", "academic_year", "on")
    return Deadlines(
        on=on,
        key_dates={(slug, year): day for slug, year, day in named},
        closings=tuple(sorted(day for day in closings if day)),
        results=results,
    )
