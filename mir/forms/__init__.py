"""What do centres and the board fill in? Text becomes values here; the rules judge them."""

from mir.forms.choosing import Choice, Filters
from mir.forms.details import Details
from mir.forms.working import Answer, Correction, Decision, Question, Reason, deciding

__all__ = [
    "Answer",
    "Choice",
    "Correction",
    "Decision",
    "Details",
    "Filters",
    "Question",
    "Reason",
    "deciding",
]
