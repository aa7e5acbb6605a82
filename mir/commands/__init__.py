"""What changes: a request is raised, worked by the board, and brought to an end."""

from mir.commands.deciding import ask, reject, take
from mir.commands.papers import drop, forget_forms, keep
from mir.commands.raising import add, answer, raise_request, withdraw
from mir.commands.resolving import foreseen, resolve

__all__ = [
    "add",
    "answer",
    "ask",
    "drop",
    "foreseen",
    "forget_forms",
    "keep",
    "raise_request",
    "reject",
    "resolve",
    "take",
    "withdraw",
]
