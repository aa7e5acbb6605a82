"""What candidates have: achievements, where each entry stands, why there is no result, lists."""

from results.queries.achievements import attempts, persons
from results.queries.causes import causes
from results.queries.listing import (
    qualification_results,
    qualifications_with_entries,
    series_with_results,
    unit_results,
)
from results.queries.reasons import reasons, under_way
from results.queries.standings import Held, Standing, standings, standings_under, unit_numbers

__all__ = [
    "Held",
    "Standing",
    "attempts",
    "causes",
    "persons",
    "qualification_results",
    "qualifications_with_entries",
    "reasons",
    "series_with_results",
    "standings",
    "standings_under",
    "under_way",
    "unit_numbers",
    "unit_results",
]
