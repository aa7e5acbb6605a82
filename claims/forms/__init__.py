"""What people type about claims, turned into values; nothing here saves."""

from claims.forms.claims import (
    AgreeForm,
    AssessorForm,
    HistoryFilters,
    ModeratorFilters,
    SubmitForm,
    WithdrawForm,
)
from claims.forms.grades import GradeSheet, typed_ids
from claims.forms.review import reviewed

__all__ = [
    "AgreeForm",
    "AssessorForm",
    "GradeSheet",
    "HistoryFilters",
    "ModeratorFilters",
    "SubmitForm",
    "WithdrawForm",
    "reviewed",
    "typed_ids",
]
