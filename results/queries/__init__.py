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
    units_held,
    unsaid,
)
from results.queries.rivals import ever_issued, with_several_entries
from results.queries.seen import standings_seen
from results.queries.sittings import sittings
from results.queries.standing import Held, Standing, standings, standings_if_one, standings_under

__all__ = [
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
    "ever_issued",
    "given_up",
    "held_already",
    "held_of",
    "kept_of",
    "oddities",
    "pending_units",
    "persons",
    "progress",
    "prospects",
    "qualification_results",
    "sittings",
    "results_of",
    "series_with_results",
    "standings",
    "standings_if_one",
    "standings_seen",
    "standings_under",
    "units_held",
    "units_of",
    "unsaid",
    "unit_numbers",
    "unit_results",
    "with_kept",
    "worked_out",
    "with_several_entries",
]
