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
from claims.forms.visits import (
    AskForVisitForm,
    BookForm,
    CallOffForm,
    CancelVisitForm,
    TookPlaceForm,
    VisitFilters,
    YearFilters,
)

__all__ = [
    "AgreeForm",
    "AskForVisitForm",
    "AssessorForm",
    "BookForm",
    "CallOffForm",
    "CancelVisitForm",
    "GradeSheet",
    "HistoryFilters",
    "ModeratorFilters",
    "NotUnderstood",
    "SubmitForm",
    "TookPlaceForm",
    "VisitFilters",
    "WithdrawForm",
    "YearFilters",
    "is_id",
    "reviewed",
    "sent_cells",
    "typed_cells",
    "typed_ids",
]
