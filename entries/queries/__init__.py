"""What is there: entries of a centre, its people, and what a form of new entries would do."""

from entries.queries.basedata import (
    basedata,
    basedata_lines,
    basedata_series,
    offered_options,
)
from entries.queries.charges import charges
from entries.queries.listing import (
    of_centre,
    open_entries,
    qualifications_of,
    series_of,
    submission,
    submissions,
    unit_entries_of_centre,
)
from entries.queries.people import (
    candidates_of,
    find_candidates,
    likely_duplicates,
    numbers_this_year,
    of_persons,
    person_ids,
)
from entries.queries.planning import plan_people, plan_units_only
from entries.queries.sittings import entered_in, entered_otherwise, plan_exams, waiting_entries

__all__ = [
    "basedata",
    "basedata_lines",
    "basedata_series",
    "candidates_of",
    "charges",
    "entered_in",
    "entered_otherwise",
    "find_candidates",
    "likely_duplicates",
    "numbers_this_year",
    "of_centre",
    "of_persons",
    "offered_options",
    "open_entries",
    "person_ids",
    "plan_exams",
    "plan_people",
    "plan_units_only",
    "qualifications_of",
    "series_of",
    "submission",
    "submissions",
    "unit_entries_of_centre",
    "waiting_entries",
]
