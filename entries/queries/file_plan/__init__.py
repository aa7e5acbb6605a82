"""What would a file of entries do? Facts are read for many lines at once, then each is judged.

The rules are those of the forms on screen; only what is there already is told apart here from what
is refused, because a file may repeat it.
"""

from entries.queries.file_plan.context import FileContext, file_context
from entries.queries.file_plan.judging import plan

__all__ = ["FileContext", "file_context", "plan"]
