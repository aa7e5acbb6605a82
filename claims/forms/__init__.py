"""What people type about claims, turned into values; nothing here saves."""

from claims.forms.claims import (
    AgreeForm,
    AssessorForm,
    HistoryFilters,
    ModeratorFilters,
    SubmitForm,
    WithdrawForm,
)
from claims.forms.grades import GradeSheet, is_id, typed_cells, typed_ids
from claims.forms.grid import NotUnderstood, sent_cells
from claims.forms.review import reviewed

__all__ = [
    "AgreeForm",
    "AssessorForm",
    "GradeSheet",
    "HistoryFilters",
    "ModeratorFilters",
    "NotUnderstood",
    "SubmitForm",
    "WithdrawForm",
    "is_id",
    "reviewed",
    "sent_cells",
    "typed_cells",
    "typed_ids",
]
