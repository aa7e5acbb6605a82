"""What happens to a claim when its results are banked? Only its own part: results does the rest."""

from django.db import transaction

from claims import queries, rules, states
from claims.models import Claim
from interchange import workflow
from interchange.notifications import outbox


@transaction.atomic
def process(*, claim, by, at) -> Claim:
    """Mark an agreed claim as processed; its lines are live no more. Gives the claim.

    Call it in the transaction that banks the results of `queries.to_bank(claim)`, read before.
    Raises ClaimNotReady while a malpractice concern about it is not answered, MoveRefused unless
    the claim is pending.
    """
    rules.reports.check_no_concern_open(queries.open_concerns([claim]).get(claim.pk, 0))
    workflow.perform(states.PROCESS, claim, by=by, at=at, processed_at=at)
    claim.lines.filter(live=True).update(live=False)
    outbox.queue("claims/processed", to=claim.results_email, at=at, claim=claim)
    return claim
