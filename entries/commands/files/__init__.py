"""How does a file of entries come in? Sent, read and checked, shown, confirmed, loaded."""

from entries.commands.files.sending import (
    answer_likely,
    cancel_file,
    confirm_file,
    send_file,
)
from entries.commands.files.working import work_a_file, work_file

__all__ = [
    "answer_likely",
    "cancel_file",
    "confirm_file",
    "send_file",
    "work_a_file",
    "work_file",
]
