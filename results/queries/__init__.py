"""What candidates have: achievements, where each entry stands, why there is no result, lists."""

from results.queries.achievements import came_about, held_of, persons
from results.queries.checklist import oddities
from results.queries.ground import unit_numbers
from results.queries.kept import STILL_DUE, given_up, kept_of, units_of, with_kept, worked_out
from results.queries.listing import (
    certificates,
    certificates_seen,
    qualification_results,
    results_of,
    series_with_results,
    unit_results,
)
from results.queries.lowered import causes
from results.queries.progress import Progress, UnitProgress, pending_units, progress
from results.queries.prospects import (
    Prospect,
    amount,
    held_already,
    prospects,
    unsaid,
)
from results.queries.rivals import ever_issued, with_several_entries
from results.queries.runs import (
    CHANGE_COLUMNS,
    changes_of,
    due_anyway,
    foreseen,
    foreseen_by,
    foreseen_in_words,
    in_scope,
    issued_by,
    open_ranges,
    problems_of,
    progress_of,
    raised_since,
)
from results.queries.seen import standings_seen
from results.queries.sittings import sittings
from results.queries.standing import Held, Standing, standings, standings_if_one, standings_under
from results.queries.units_held import units_held_by

__all__ = [
    "CHANGE_COLUMNS",
    "Held",
    "Progress",
    "Prospect",
    "STILL_DUE",
    "Standing",
    "UnitProgress",
    "amount",
    "came_about",
    "causes",
    "certificates",
    "certificates_seen",
    "changes_of",
    "due_anyway",
    "ever_issued",
    "foreseen",
    "foreseen_by",
    "foreseen_in_words",
    "given_up",
    "held_already",
    "held_of",
    "in_scope",
    "issued_by",
    "kept_of",
    "oddities",
    "open_ranges",
    "pending_units",
    "persons",
    "problems_of",
    "progress",
    "progress_of",
    "prospects",
    "qualification_results",
    "raised_since",
    "results_of",
    "series_with_results",
    "sittings",
    "standings",
    "standings_if_one",
    "standings_seen",
    "standings_under",
    "unit_numbers",
    "unit_results",
    "units_held_by",
    "units_of",
    "unsaid",
    "with_kept",
    "with_several_entries",
    "worked_out",
]
