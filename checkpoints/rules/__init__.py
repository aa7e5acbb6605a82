"""What must be true at the checkpoints: of the declaration, and of units still needed."""

from checkpoints.rules.delivery import MEANINGS
from checkpoints.rules.term_time import (
    NOBODY_TO_REMIND,
    CheckpointRefused,
    Course,
    Window,
    check_can_check,
    check_can_declare,
    check_can_remind,
    check_can_remind_all,
    status,
    status_of,
)

__all__ = [
    "MEANINGS",
    "NOBODY_TO_REMIND",
    "CheckpointRefused",
    "Course",
    "Window",
    "check_can_check",
    "check_can_declare",
    "check_can_remind",
    "check_can_remind_all",
    "status",
    "status_of",
]
