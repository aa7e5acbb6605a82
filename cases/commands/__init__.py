"""What changes: cases open, rise and close by the clock; the board reminds who must act."""

from cases.commands.looking import look
from cases.commands.reminding import remind

__all__ = ["look", "remind"]
