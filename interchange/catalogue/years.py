"""Which year does a day belong to? The board counts two, and writes both as in 2026/27.

The *registration year* begins in August, when the results of a summer are out: registrations from
then on count for the coming year, and so do free visits; candidate numbers may pass on then. The
*academic year of key dates* runs from September to August: results day ends it.
"""

from collections.abc import Collection
from datetime import date, timedelta

REGISTRATION_YEAR_BEGINS = 8  # August
KEY_DATES_BEGIN = 9  # September
SATURDAY = 5


def registration_year(on: date) -> int:
    """The year in which the registration year of the day began."""
    return on.year - (on.month < REGISTRATION_YEAR_BEGINS)


def first_of_registration_year(year: int) -> date:
    """The first day of the registration year that begins in `year`."""
    return date(year, REGISTRATION_YEAR_BEGINS, 1)


def key_dates_began(on: date) -> int:
    """The year in which the academic year of key dates began in which the day lies."""
    return on.year - (on.month < KEY_DATES_BEGIN)


def key_dates_year(on: date) -> str:
    """The academic year of key dates in which the day lies, such as 2026/27."""
    return in_words(key_dates_began(on))


def day_of_key_dates(year: int, month: int, day: int) -> date:
    """That day of that month in the academic year of key dates that begins in `year`."""
    return date(year + (month < KEY_DATES_BEGIN), month, day)


def in_words(year: int) -> str:
    """The year that begins in `year`, as the board writes it: 2026/27."""
    return f"{year}/{(year + 1) % 100:02}"


def month_of(series: str) -> date:
    """The first day of the month of a series' code, such as 2027-06."""
    year, month = series.split("-")
    return date(int(year), int(month), 1)


def working_days_after(day: date, count: int, holidays: Collection[date]) -> date:
    """The working day that comes so many working days later.

    Working days are Mondays to Fridays but the bank `holidays`.
    """
    while count > 0:
        day += timedelta(days=1)
        count -= day.weekday() < SATURDAY and day not in holidays
    return day
