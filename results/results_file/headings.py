"""Under which series do results stand, and which of them? A year's, in September or in its summer.

The board dates results of a whole year by its September series, such as 9N12 for 2012/13. A system
that loads them into a summer season needs 6N13 in both headers; the results are the same.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from interchange.catalogue.years import in_words
from interchange.edi.kinds import SeriesReference
from results.results_file.profile import PROFILE

BEGINS = PROFILE["year"]
LATE_RESULTS: str = BEGINS["source"]
SEPTEMBER = 9


@dataclass(frozen=True)
class Heading:
    """Which series the headers of a file carry: `years_later` after the September of its year."""

    name: str
    title: str
    month: int
    years_later: int
    confirmed: bool

    def reference(self, year: int) -> SeriesReference:
        """The series in the headers of a file of the year that begins in September `year`."""
        return SeriesReference(year + self.years_later, self.month)


HEADINGS = tuple(
    Heading(one["name"], one["title"], one["month"], one["years_later"], one["confirmed"])
    for one in PROFILE["headings"]
)


def heading(name: str) -> Heading:
    """The heading of that name; raises KeyError where there is none."""
    return {one.name: one for one in HEADINGS}[name]


@dataclass(frozen=True)
class ResultsYear:
    """The results of a year: exams of its January and June, all else by the day it came about."""

    year: int

    def __str__(self) -> str:
        return in_words(self.year)

    @property
    def first_day(self) -> date:
        """The first day whose results are of the year, exams left aside."""
        return date(self.year, BEGINS["month"], BEGINS["day"])

    @property
    def first_day_of_next(self) -> date:
        """The first day whose results are no longer of it."""
        return date(self.year + 1, BEGINS["month"], BEGINS["day"])

    @property
    def last_day(self) -> date:
        """The last day whose results are of it."""
        return self.first_day_of_next - timedelta(days=1)


def year_of_day(on: date) -> ResultsYear:
    """The year of results that came about on the day."""
    year = on.year if on >= ResultsYear(on.year).first_day else on.year - 1
    return ResultsYear(year)


def year_of_exam(year: int, month: int) -> ResultsYear:
    """The year of the results of an exam series."""
    return ResultsYear(year if month >= SEPTEMBER else year - 1)
