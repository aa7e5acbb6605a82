"""What candidates have: achievements, where each entry stands, why there is no result, lists."""

from results.queries.achievements import attempts
from results.queries.causes import causes
from results.queries.listing import (
    qualification_results,
    qualifications_with_entries,
    series_with_results,
    unit_results,
)
from results.queries.reasons import reasons
from results.queries.standings import Held, Standing, standings, standings_under

__all__ = [
    "Held",
    "Standing",
    "attempts",
    "causes",
    "qualification_results",
    "qualifications_with_entries",
    "reasons",
    "series_with_results",
    "standings",
    "standings_under",
    "unit_results",
]
