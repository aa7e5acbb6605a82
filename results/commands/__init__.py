"""What changes what candidates have: banking, importing, correcting, awarding."""

from results.commands.absences import mark_absent
from results.commands.awarding import award_due, try_again
from results.commands.banking import bank
from results.commands.claiming import say_why_again, submit
from results.commands.deciding import bank_unit, correct, decide
from results.commands.importing import import_exam_results
from results.commands.ranges import work_a_range
from results.commands.running import (
    begin_run,
    begin_trial,
    call_off_run,
    go_on_with_run,
    issue_run,
    pause_run,
    put_in_force,
)
from results.commands.telling import tell_centres

__all__ = [
    "award_due",
    "bank",
    "bank_unit",
    "begin_run",
    "begin_trial",
    "call_off_run",
    "correct",
    "decide",
    "go_on_with_run",
    "import_exam_results",
    "issue_run",
    "mark_absent",
    "pause_run",
    "put_in_force",
    "say_why_again",
    "submit",
    "tell_centres",
    "try_again",
    "work_a_range",
]
