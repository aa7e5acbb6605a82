"""What changes: a request is raised, worked by the board, and brought to an end."""

from mir.commands.deciding import ask, reject, take, write_to_centre
from mir.commands.drafting import DRAFTS_KEPT_FOR, forget_drafts, keep_draft, throw_away
from mir.commands.papers import drop, forget_forms, keep
from mir.commands.raising import add, answer, raise_request, withdraw
from mir.commands.resolving import foreseen, resolve

__all__ = [
    "DRAFTS_KEPT_FOR",
    "add",
    "answer",
    "ask",
    "drop",
    "foreseen",
    "forget_drafts",
    "forget_forms",
    "keep",
    "keep_draft",
    "raise_request",
    "reject",
    "resolve",
    "take",
    "throw_away",
    "withdraw",
    "write_to_centre",
]
