"""Can these dates be meant? What the board types is compared with the year it is typed for.

The bounds are wide: they catch another year's date and a year of two digits, not an unusual plan.
"""

import re
from datetime import date, timedelta

from interchange.catalogue import years

FIRST_YEAR, LAST_YEAR = 2000, 2099
BEFORE = timedelta(days=550)  # how long before the month of a series its entries may open
AFTER = timedelta(days=92)  # … and after its first day, when the last late entry is long in
RESULTS_WITHIN = timedelta(days=366)  # after the first day of the month
ACADEMIC_YEAR = re.compile(r"(20\d\d)/\d\d")


def year_problem(year):
    """A sentence if that is no year of four digits that can be meant, else None."""
    if year is None or FIRST_YEAR <= year <= LAST_YEAR:
        return None
    return f"Give the year with four digits, from {FIRST_YEAR} to {LAST_YEAR}, such as 2027."


def date_problem(on):
    """A sentence if the day is of no year that can be meant, else None."""
    if on is None or FIRST_YEAR <= on.year <= LAST_YEAR:
        return None
    return f"{on.year} is no year that can be meant. Give it with four digits, such as 2027."


def series_problems(year, month, days):
    """Give a sentence for each day that is not near its series, by field.

    Takes the year, the month's number, and the days by field; `results_on` among them is the day
    of results, the others are of entries.
    """
    first = date(year, month, 1)
    bounds = {name: (first - BEFORE, first + AFTER) for name in days}
    bounds["results_on"] = (first, first + RESULTS_WITHIN)
    return {
        name: (
            f"{on:%-d %B %Y} is not near the series of {first:%B %Y}: it would be between"
            f" {bounds[name][0]:%B %Y} and {bounds[name][1]:%B %Y}. Correct the day, or the year"
            " of the series."
        )
        for name, on in days.items()
        if on and not bounds[name][0] <= on <= bounds[name][1]
    }


def academic_year_problem(text):
    """A sentence if that is no academic year as the portal reads it (2026/27), else None."""
    found = ACADEMIC_YEAR.fullmatch(text)
    if found and years.in_words(int(found[1])) == text:
        return None
    return "Give the year in which it begins and the two digits of the next, such as 2026/27."


def key_date_problem(on, academic_year):
    """A sentence if the day is not in the academic year, September to August, else None."""
    if years.key_dates_year(on) == academic_year:
        return None
    begins = int(academic_year[:4])
    return (
        f"{on:%-d %B %Y} is not in {academic_year}, which runs from September {begins} to August"
        f" {begins + 1}. Correct the day, or the academic year."
    )
