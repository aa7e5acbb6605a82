"""How does a processed claim become unit results?"""

from django.db import connection, transaction

from claims import commands as claims_commands
from claims import queries
from claims.models import Claim
from claims.states import PROCESS
from entries.commands import hold_people, raise_award_due_of
from interchange import shown

BANK = """
    INSERT INTO results_unitresult (candidate_id, unit_id, centre_id, qualification_id, grade,
                                    line_id, banked_at, banked_by_id, cause)
    SELECT line.candidate_id, line.unit_id, claim.centre_id, claim.qualification_id, line.grade,
           line.id, %(at)s, %(by)s, ''
    FROM claims_line line JOIN claims_claim claim ON claim.id = line.claim_id
    WHERE line.id = ANY(%(lines)s) ORDER BY line.id
"""


@transaction.atomic
def bank(*, claim, by, at, seen=None) -> int:
    """Process a pending claim: its agreed grades become unit results, its awards are due.

    What the moderator withdrew is left out; a changed grade counts as changed, units of another
    awarding body among them. Gives how many results. Raises MoveRefused, and banks nothing, unless
    the claim is pending, so it cannot be processed twice; ShownOtherwise unless it is what was
    `seen` on the page (queries.shown_to_process, under the claim's name); ClaimNotReady while a
    malpractice concern about it is not answered.
    """
    claim = Claim.objects.select_for_update(of=["self"]).get(pk=claim.pk)
    if seen is not None and claim.status in PROCESS.sources:
        shown.check_same(seen, {str(claim): queries.shown_to_process(claim)})
    lines = dict(queries.to_bank(claim).values_list("pk", "candidate"))
    persons = hold_people(set(lines.values()))  # against a merge meanwhile
    claims_commands.process(claim=claim, by=by, at=at)
    with connection.cursor() as cursor:
        cursor.execute(BANK, {"lines": list(lines), "at": at, "by": by.pk})
    raise_award_due_of(set(persons.values()), at=at)
    return len(lines)
