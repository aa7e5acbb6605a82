"""What changes: who is registered, who is entered for which unit, and which awards become due."""

from entries.commands.awards import put_rules_in_force, raise_award_due
from entries.commands.changing import (
    process_withdrawal,
    reinstate,
    set_completion,
    undo_withdrawal,
    withdraw,
)
from entries.commands.details import (
    approve_details,
    cancel_details,
    change_details,
    correct_details,
    refuse_details,
)
from entries.commands.duplicates import answer_duplicate, part_duplicate
from entries.commands.examining import enter_for_exams
from entries.commands.files import (
    answer_likely,
    cancel_file,
    confirm_file,
    send_file,
    work_a_file,
    work_file,
)
from entries.commands.invoicing import (
    answer_query,
    charge,
    credit,
    credit_by_hand,
    invoice,
    query_invoice,
)
from entries.commands.locking import hold_people
from entries.commands.registering import enter_units_only, register

__all__ = [
    "answer_duplicate",
    "answer_likely",
    "answer_query",
    "approve_details",
    "cancel_details",
    "cancel_file",
    "change_details",
    "charge",
    "confirm_file",
    "correct_details",
    "credit",
    "credit_by_hand",
    "enter_for_exams",
    "enter_units_only",
    "hold_people",
    "invoice",
    "part_duplicate",
    "process_withdrawal",
    "put_rules_in_force",
    "query_invoice",
    "raise_award_due",
    "refuse_details",
    "register",
    "reinstate",
    "send_file",
    "set_completion",
    "undo_withdrawal",
    "withdraw",
    "work_a_file",
    "work_file",
]
