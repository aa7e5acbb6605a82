"""How does a file of exam results come in? Sent, read, looked at, confirmed, loaded."""

from results.commands.exam_files.sending import (
    cancel_exam_file,
    confirm_exam_file,
    send_exam_file,
)
from results.commands.exam_files.working import work_an_exam_file, work_exam_file

__all__ = [
    "cancel_exam_file",
    "confirm_exam_file",
    "send_exam_file",
    "work_an_exam_file",
    "work_exam_file",
]
