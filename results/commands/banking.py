"""How does a processed claim become unit results?"""

from django.db import transaction

from claims import commands as claims_commands
from claims import queries
from claims.models import Claim
from claims.states import PROCESS
from entries.commands import hold_people, raise_award_due_of
from interchange import shown
from results.models import UnitResult


@transaction.atomic
def bank(*, claim, by, at, seen=None) -> list[UnitResult]:
    """Process a pending claim: its agreed grades become unit results, its awards are due.

    What the moderator withdrew is left out; a changed grade counts as changed, units of another
    awarding body among them. Gives the results. Raises MoveRefused, and banks nothing, unless the
    claim is pending, so it cannot be processed twice; ShownOtherwise unless it is what was `seen`
    on the page (queries.shown_to_process, under the claim's name); ClaimNotReady while a
    malpractice concern about it is not answered.
    """
    claim = Claim.objects.select_for_update(of=["self"]).get(pk=claim.pk)
    if seen is not None and claim.status in PROCESS.sources:
        shown.check_same(seen, {str(claim): queries.shown_to_process(claim)})
    lines = list(queries.to_bank(claim))
    persons = hold_people({line.candidate_id for line in lines})  # against a merge meanwhile
    claims_commands.process(claim=claim, by=by, at=at)
    results = UnitResult.objects.bulk_create(
        UnitResult(
            candidate=line.candidate,
            unit=line.unit,
            centre_id=claim.centre_id,
            qualification_id=claim.qualification_id,
            grade=line.grade,
            line=line,
            banked_at=at,
            banked_by=by,
        )
        for line in lines
    )
    raise_award_due_of(set(persons.values()), at=at)
    return results
