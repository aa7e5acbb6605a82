"""What changes only after a look at claims and results."""

from tracker.commands.exams import withdraw_exams
from tracker.commands.expecting import answer_expected
from tracker.commands.merging import merge, undo_merge
from tracker.commands.registering_again import register_again
from tracker.commands.resizing import (
    cancel_size_change,
    change_size,
    process_size_change,
    refuse_size_change,
)
from tracker.commands.transferring import process_transfer
from tracker.commands.withdrawing import process_withdrawal, undo_withdrawal, withdraw

__all__ = [
    "answer_expected",
    "cancel_size_change",
    "change_size",
    "merge",
    "process_size_change",
    "process_transfer",
    "process_withdrawal",
    "refuse_size_change",
    "register_again",
    "undo_merge",
    "undo_withdrawal",
    "withdraw",
    "withdraw_exams",
]
