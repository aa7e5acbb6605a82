"""What candidates have: achievements, where each entry stands, why there is no result, lists."""

from results.queries.absences import absent_now, needs_nobody, units_on
from results.queries.achievements import came_about, held_of, persons
from results.queries.acting import Acting, NextStep
from results.queries.also_held import also_held, awards_of, awards_seen
from results.queries.attendance import against_results, with_results
from results.queries.checklist import oddities
from results.queries.deadlines import deadlines
from results.queries.embargoed import (
    EMBARGO_COLUMNS,
    embargoed,
    embargoed_statements,
    not_for_candidates,
    under_embargo,
)
from results.queries.exam_files import (
    LINE_COLUMNS,
    awards_lowered,
    exam_lines,
    exam_lines_told,
    lines_to_look_at,
    shown_of_exam_file,
)
from results.queries.expected import expected, series_expected
from results.queries.expected_rows import EXPECTED_COLUMNS, Telling
from results.queries.exporting import UNIT_COLUMNS, told_in_rows
from results.queries.ground import unit_numbers
from results.queries.held import (
    held_in_all,
    held_in_words,
    held_of_exam,
    held_of_file,
    series_to_tell,
    shown_of_release,
    to_be_held,
)
from results.queries.kept import (
    GIVEN_UP,
    STILL_DUE,
    WORKED_OUT,
    given_up,
    kept_of,
    still_due,
    units_of,
    with_kept,
    worked_out,
)
from results.queries.late import (
    OWNERS,
    URGENCIES,
    counted_by_cause,
    late,
    late_and_due,
    of_cause,
    regulators_code,
    with_cause,
    without_result,
)
from results.queries.late_return import COLUMN_NAMES as RETURN_COLUMNS
from results.queries.late_return import return_rows, wrong_rows
from results.queries.listing import (
    new_since,
    qualification_results,
    results_of,
    series_with_results,
    unit_results,
    unit_results_counted,
    units_offered,
)
from results.queries.lowered import causes
from results.queries.marks import boundaries_in_force, marked_otherwise, with_marks
from results.queries.older_rules import goes_on
from results.queries.progress import (
    Progress,
    UnitProgress,
    pending_units,
    pending_units_of,
    progress,
)
from results.queries.prospects import Prospect, held_already, prospects, unsaid
from results.queries.results_files import (
    last_results_file,
    lines_of_results_file,
    named,
    order_of,
    orders_of,
    results_file_of,
    results_files_named,
    results_files_of,
    results_of_year,
    results_since,
    results_years,
    without_uci,
)
from results.queries.results_lines import compared_lines, lines_for_file
from results.queries.risk import at_risk, risk_over_year
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
from results.queries.statements import statements_of
from results.queries.trying import Tried, grade_of_what_is_seen, tried, tried_together
from results.queries.units_held import units_held_by
from results.queries.urgent import of_urgency, with_urgency

__all__ = [
    "OWNERS",
    "URGENCIES",
    "RETURN_COLUMNS",
    "Acting",
    "NextStep",
    "CHANGE_COLUMNS",
    "EMBARGO_COLUMNS",
    "EXPECTED_COLUMNS",
    "STILL_DUE",
    "WORKED_OUT",
    "GIVEN_UP",
    "Held",
    "LINE_COLUMNS",
    "Progress",
    "Prospect",
    "Standing",
    "Telling",
    "Tried",
    "UNIT_COLUMNS",
    "UnitProgress",
    "absent_now",
    "against_results",
    "also_held",
    "at_risk",
    "awards_lowered",
    "awards_of",
    "awards_seen",
    "boundaries_in_force",
    "came_about",
    "causes",
    "changes_of",
    "compared_lines",
    "counted_by_cause",
    "deadlines",
    "due_anyway",
    "embargoed",
    "embargoed_statements",
    "ever_issued",
    "exam_lines",
    "exam_lines_told",
    "expected",
    "foreseen",
    "foreseen_by",
    "foreseen_in_words",
    "given_up",
    "goes_on",
    "grade_of_what_is_seen",
    "held_already",
    "held_in_all",
    "held_in_words",
    "held_of",
    "held_of_exam",
    "held_of_file",
    "in_scope",
    "issued_by",
    "kept_of",
    "last_results_file",
    "late",
    "late_and_due",
    "lines_for_file",
    "lines_of_results_file",
    "lines_to_look_at",
    "marked_otherwise",
    "named",
    "needs_nobody",
    "new_since",
    "not_for_candidates",
    "oddities",
    "of_cause",
    "of_urgency",
    "open_ranges",
    "order_of",
    "orders_of",
    "pending_units",
    "pending_units_of",
    "persons",
    "problems_of",
    "progress",
    "progress_of",
    "prospects",
    "qualification_results",
    "raised_since",
    "regulators_code",
    "results_file_of",
    "results_files_named",
    "results_files_of",
    "results_of",
    "results_of_year",
    "results_since",
    "results_years",
    "return_rows",
    "risk_over_year",
    "series_expected",
    "series_to_tell",
    "series_with_results",
    "shown_of_exam_file",
    "shown_of_release",
    "sittings",
    "standings",
    "standings_if_one",
    "standings_seen",
    "standings_under",
    "statements_of",
    "still_due",
    "to_be_held",
    "told_in_rows",
    "tried",
    "tried_together",
    "under_embargo",
    "unit_numbers",
    "unit_results",
    "unit_results_counted",
    "units_held_by",
    "units_of",
    "units_offered",
    "units_on",
    "unsaid",
    "with_cause",
    "with_kept",
    "with_marks",
    "with_results",
    "with_several_entries",
    "with_urgency",
    "without_result",
    "without_uci",
    "worked_out",
    "wrong_rows",
]
