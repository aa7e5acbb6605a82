"""How do results leave for a centre's system? Which code, which series, what is new; no database.

The profile, what is not published of it and labelled so, stands in profile.toml.
"""

from results.results_file.comparing import Change, Compared, FileLine, compared
from results.results_file.headings import (
    HEADINGS,
    LATE_RESULTS,
    Heading,
    ResultsYear,
    heading,
    year_of_day,
    year_of_exam,
)
from results.results_file.key import (
    KEY,
    QUALIFICATIONS,
    UNITS,
    KeyRow,
    NoCode,
    code_of,
    is_confirmed,
    shown,
)
from results.results_file.reading import details_of, read

__all__ = [
    "HEADINGS",
    "KEY",
    "LATE_RESULTS",
    "QUALIFICATIONS",
    "UNITS",
    "Change",
    "Compared",
    "FileLine",
    "Heading",
    "KeyRow",
    "NoCode",
    "ResultsYear",
    "code_of",
    "compared",
    "details_of",
    "heading",
    "is_confirmed",
    "read",
    "shown",
    "year_of_day",
    "year_of_exam",
]
