"""What do centres and the board fill in? Text becomes values here; the rules judge them."""

from mir.forms.choosing import Choice, Filters
from mir.forms.details import Details
from mir.forms.naming import Named
from mir.forms.working import Addition, Answer, ByWords, Question, Reason, Word

__all__ = [
    "Addition",
    "Answer",
    "ByWords",
    "Choice",
    "Details",
    "Filters",
    "Named",
    "Question",
    "Reason",
    "Word",
]
