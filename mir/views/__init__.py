"""The pages: reading requests, raising one, drafts, answering and withdrawing."""

from mir.views.acting import add, answer, withdraw
from mir.views.drafting import throw_away
from mir.views.raising import raise_request
from mir.views.reading import paper, requests, template, view

__all__ = [
    "add",
    "answer",
    "paper",
    "raise_request",
    "requests",
    "template",
    "throw_away",
    "view",
    "withdraw",
]
