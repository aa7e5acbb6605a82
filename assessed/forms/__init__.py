"""What is typed about assessed grades, turned into values; nothing here saves."""

from assessed.forms.considerations import (
    Acceptance,
    Answer,
    Application,
    Question,
    Refusal,
    WhoSat,
)
from assessed.forms.tags import Tag

__all__ = ["Acceptance", "Answer", "Application", "Question", "Refusal", "Tag", "WhoSat"]
