"""What changes only after a look at claims and results."""

from tracker.commands.exams import withdraw_exams
from tracker.commands.withdrawing import undo_withdrawal, withdraw

__all__ = ["undo_withdrawal", "withdraw", "withdraw_exams"]
