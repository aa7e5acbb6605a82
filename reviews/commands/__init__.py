"""What changes: a service is asked for, withdrawn, taken up, brought to its outcome, appealed."""

from reviews.commands.asking import ask, withdraw
from reviews.commands.deciding import (
    decide,
    decide_appeal,
    note_appeal,
    refuse,
    send_script,
    shown_of_outcome,
    take,
)

__all__ = [
    "ask",
    "decide",
    "decide_appeal",
    "note_appeal",
    "refuse",
    "send_script",
    "shown_of_outcome",
    "take",
    "withdraw",
]
