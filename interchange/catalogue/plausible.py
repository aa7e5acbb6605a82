"""Can these dates be meant? What the board types is compared with the year it is typed for.

The bounds are wide: they catch another year's date and a year of two digits, not an unusual plan.
"""

import re
from datetime import date, timedelta

from interchange.catalogue import years

FIRST_YEAR, LAST_YEAR = 2000, 2099
BEFORE = timedelta(days=550)  # how long before the month of a series its entries may open
AFTER = timedelta(days=92)  # … and after its first day, when the last late entry is long in
EXAMS_NEAR = timedelta(days=31)  # how far from the first day of the month the first exam may be
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
    of results, `others_on` and `candidates_on` those of an embargo, `first_exam_on` that of the
    first exam, `considered_until_on` the last one for special consideration, the others are of
    entries.
    """
    first = date(year, month, 1)
    bounds = {name: (first - BEFORE, first + AFTER) for name in days}
    bounds["first_exam_on"] = (first - EXAMS_NEAR, first + EXAMS_NEAR)
    bounds["considered_until_on"] = (first, first + RESULTS_WITHIN)
    for name in ("results_on", "others_on", "candidates_on"):
        bounds[name] = (first, first + RESULTS_WITHIN)
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


def exams_problem(series):
    """A sentence if that text is no series with exams, else None; empty is none yet."""
    if not series or re.fullmatch(r"20\d\d-(01|06)", series):
        return None
    return "Give the series as year and month, 01 or 06, such as 2027-06."


def out_of_order(first, last, exams, certification):
    """Give a sentence by field for each date of a qualification that comes before an earlier one.

    Takes the first and the last day to register, the code of the last series with exams, and the
    last day of certification; each may be missing.
    """
    begins = years.month_of(exams) if exams else None
    wrong = {}
    if first and last and last < first:
        wrong["last_registration_on"] = "This day is earlier than the first registration."
    if first and begins and begins < first.replace(day=1):
        wrong["last_exam"] = "These exams are earlier than the first registration."
    if certification and max(filter(None, (first, last, begins)), default=certification) > (
        certification
    ):
        wrong["last_certification_on"] = (
            "This day is earlier than the last registration or the last exams."
        )
    return {name: f"{sentence} Put the two in order." for name, sentence in wrong.items()}
