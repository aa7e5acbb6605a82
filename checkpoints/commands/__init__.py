"""What changes: a course is checked, a centre declares, the board reminds it, or is told."""

from checkpoints.commands.checking import check_course, take_back
from checkpoints.commands.declaring import declare
from checkpoints.commands.reminding import remind, remind_all
from checkpoints.commands.telling import tell_board

__all__ = ["check_course", "declare", "remind", "remind_all", "take_back", "tell_board"]
