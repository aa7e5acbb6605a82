"""What changes what candidates have: banking, importing, correcting, awarding."""

from results.commands.absences import mark_absent
from results.commands.awarding import award_due, try_again
from results.commands.banking import bank
from results.commands.claiming import say_why_again, submit
from results.commands.deciding import bank_unit, correct, decide
from results.commands.importing import import_exam_results
from results.commands.telling import tell_centres

__all__ = [
    "award_due",
    "bank",
    "bank_unit",
    "correct",
    "decide",
    "import_exam_results",
    "mark_absent",
    "say_why_again",
    "submit",
    "tell_centres",
    "try_again",
]
