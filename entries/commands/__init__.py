"""What changes: who is registered, who is entered for which unit, and which awards become due."""

from entries.commands.awards import put_rules_in_force, raise_award_due
from entries.commands.changing import (
    process_withdrawal,
    reinstate,
    set_completion,
    undo_withdrawal,
    withdraw,
)
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
    "answer_likely",
    "answer_query",
    "cancel_file",
    "charge",
    "confirm_file",
    "credit",
    "credit_by_hand",
    "enter_for_exams",
    "enter_units_only",
    "hold_people",
    "invoice",
    "process_withdrawal",
    "query_invoice",
    "put_rules_in_force",
    "raise_award_due",
    "register",
    "reinstate",
    "send_file",
    "set_completion",
    "undo_withdrawal",
    "withdraw",
    "work_a_file",
    "work_file",
]
