"""What is there: entries of a centre, its people, and what a form of new entries would do."""

from entries.queries.basedata import (
    basedata,
    basedata_lines,
    basedata_series,
    offered_options,
)
from entries.queries.charges import (
    charged_for,
    charges,
    fee_list,
    invoice,
    invoice_queries,
    invoices,
    items_of,
)
from entries.queries.details import (
    centres_of,
    details_changes,
    duplicates,
    former_names,
    holders,
    person_at,
    replacement_fee,
    settled_details,
    waiting_change,
)
from entries.queries.file_plan import ground as file_ground
from entries.queries.file_plan import plan as plan_lines
from entries.queries.files import (
    annual_series,
    candidates_made,
    file_of,
    files_loaded,
    files_of,
    lines_of,
    tally,
)
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
from entries.queries.replies import reply
from entries.queries.sittings import entered_in, entered_otherwise, plan_exams, waiting_entries

__all__ = [
    "annual_series",
    "basedata",
    "basedata_lines",
    "basedata_series",
    "candidates_made",
    "candidates_of",
    "centres_of",
    "charged_for",
    "charges",
    "details_changes",
    "duplicates",
    "entered_in",
    "entered_otherwise",
    "fee_list",
    "file_ground",
    "file_of",
    "files_loaded",
    "files_of",
    "find_candidates",
    "former_names",
    "holders",
    "invoice",
    "invoice_queries",
    "invoices",
    "items_of",
    "likely_duplicates",
    "lines_of",
    "numbers_this_year",
    "of_centre",
    "of_persons",
    "offered_options",
    "open_entries",
    "person_at",
    "person_ids",
    "plan_exams",
    "plan_lines",
    "plan_people",
    "plan_units_only",
    "qualifications_of",
    "replacement_fee",
    "reply",
    "series_of",
    "settled_details",
    "submission",
    "submissions",
    "tally",
    "unit_entries_of_centre",
    "waiting_change",
    "waiting_entries",
]
