"""Which records have a status that only moves change, and where does each move lead?"""

from assessed import consideration_states
from assessed.models import Consideration
from claims import states as claim_states
from claims import visit_states
from claims.models import Claim, Visit
from entries import (
    approval_states,
    details_states,
    file_states,
    identity_states,
    query_states,
    size_states,
    transfer_states,
    unit_states,
)
from entries import models as entries
from entries import states as entry_states
from mir import states as request_states
from mir.models import Request
from results import exam_file_states, order_states, run_states
from results import models as results
from reviews import states as review_states
from reviews.models import Review

LIVES = {  # model: its statuses and moves
    entries.QualificationEntry: entry_states,
    entries.UnitEntry: unit_states,
    entries.EntryFile: file_states,
    entries.Transfer: transfer_states,
    entries.SizeChange: size_states,
    entries.InvoiceQuery: query_states,
    entries.Approval: approval_states,
    entries.DetailsChange: details_states,
    entries.IdentityQuestion: identity_states,
    Consideration: consideration_states,
    Claim: claim_states,
    Visit: visit_states,
    results.ExamFile: exam_file_states,
    results.ResultsFileOrder: order_states,
    results.AwardRun: run_states,
    Request: request_states,
    Review: review_states,
}
BEGUN_ELSEWHERE = {"detailschange.make": details_states.Status.MADE.value}


def leads_to() -> dict[str, str]:
    """The status that each event of the trail leaves its record in, of events that change one."""
    moves = {
        f"{model._meta.model_name}.{move.name}": str(move.target)
        for model, states in LIVES.items()
        for move in states.MOVES
    }
    return moves | BEGUN_ELSEWHERE


def begins_as(model) -> str:
    """The status that a new record of the model has, as SQL; whichever it is where that varies."""
    begins = model._meta.get_field("status")
    return f"'{begins.default}'" if begins.has_default() else "record.status"
