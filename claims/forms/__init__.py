"""What people type about claims, turned into values; nothing here saves."""

from claims.forms.again import chosen_reasons
from claims.forms.claims import (
    AgreeForm,
    AmendForm,
    AssessorForm,
    GridFilters,
    HistoryFilters,
    ModeratorFilters,
    SubmitForm,
    WithdrawForm,
)
from claims.forms.grades import GradeSheet, is_id, typed_cells, typed_ids
from claims.forms.grid import NotUnderstood, sent_cells
from claims.forms.other_bodies import EvidenceForm, OtherBodyForm, OtherBodySheet
from claims.forms.reports import ConcernForm, ReportFilters, ReportForm
from claims.forms.review import ReviewFilters, ReviewSheet, judged_ids
from claims.forms.review_grid import sent_changes
from claims.forms.uploads import UploadForm
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
    "chosen_reasons",
    "AgreeForm",
    "AmendForm",
    "AskForVisitForm",
    "AssessorForm",
    "BookForm",
    "CallOffForm",
    "CancelVisitForm",
    "ConcernForm",
    "EvidenceForm",
    "GradeSheet",
    "GridFilters",
    "HistoryFilters",
    "ModeratorFilters",
    "NotUnderstood",
    "OtherBodyForm",
    "OtherBodySheet",
    "ReportFilters",
    "ReportForm",
    "ReviewFilters",
    "ReviewSheet",
    "SubmitForm",
    "TookPlaceForm",
    "UploadForm",
    "VisitFilters",
    "WithdrawForm",
    "YearFilters",
    "is_id",
    "judged_ids",
    "sent_cells",
    "sent_changes",
    "typed_cells",
    "typed_ids",
]
