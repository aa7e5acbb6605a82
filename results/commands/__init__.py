"""What changes what candidates have: banking, importing, correcting, awarding."""

from results.commands.absences import mark_absent
from results.commands.attending import import_attendance, mark_attendance
from results.commands.awarding import award_due, try_again
from results.commands.banking import bank
from results.commands.claiming import say_why_again, submit
from results.commands.deciding import bank_decided, bank_unit, correct, decide
from results.commands.exam_files import (
    cancel_exam_file,
    confirm_exam_file,
    send_exam_file,
    work_an_exam_file,
    work_exam_file,
)
from results.commands.importing import import_exam_results
from results.commands.looking import look
from results.commands.lowering import lowered_by_each, lowered_if
from results.commands.marks import NothingToGrade, enter_boundaries, grade_again, load_boundaries
from results.commands.ranges import work_a_range
from results.commands.releasing import ReleaseRefused, release_results, tell_held
from results.commands.results_files import (
    ResultsFileRefused,
    make_results_files,
    order_results_files,
    work_an_order,
    work_order,
)
from results.commands.risk import keep_risk
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
from results.commands.waiving import drop_held, try_to_tell

__all__ = [
    "NothingToGrade",
    "ReleaseRefused",
    "ResultsFileRefused",
    "award_due",
    "bank",
    "bank_decided",
    "bank_unit",
    "begin_run",
    "begin_trial",
    "call_off_run",
    "cancel_exam_file",
    "confirm_exam_file",
    "correct",
    "decide",
    "drop_held",
    "enter_boundaries",
    "go_on_with_run",
    "grade_again",
    "import_attendance",
    "import_exam_results",
    "issue_run",
    "keep_risk",
    "load_boundaries",
    "lowered_by_each",
    "lowered_if",
    "make_results_files",
    "order_results_files",
    "work_an_order",
    "work_order",
    "look",
    "mark_absent",
    "mark_attendance",
    "pause_run",
    "put_in_force",
    "release_results",
    "say_why_again",
    "send_exam_file",
    "submit",
    "tell_centres",
    "tell_held",
    "try_again",
    "try_to_tell",
    "work_a_range",
    "work_an_exam_file",
    "work_exam_file",
]
