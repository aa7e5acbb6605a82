"""How is claimed again what the moderator withdrew? As cells on the claim in progress, to save."""

from dataclasses import dataclass, replace

from django.db import transaction

from claims import queries, rules
from claims.commands.building import start
from claims.commands.unsaved import remember
from claims.models import Claim


@dataclass(frozen=True)
class Reclaimed:
    """The claim in progress, how many cells wait there to be saved, and how many could not."""

    claim: Claim
    cells: int
    left: int


@transaction.atomic
def claim_again(*, claim, by, at) -> Reclaimed:
    """Put the claim's withdrawn units on the centre's claim in progress, for `by` to save.

    They wait there as what the person typed and has not saved, with the grades and assessors
    claimed before; what they typed there themselves stays. Left are candidates no longer
    registered and units on another claim. Gives Reclaimed; raises ClaimNotReady where no claim can
    be started.
    """
    into = start(centre=claim.centre, qualification=claim.qualification, by=by, at=at)
    typed = queries.unsaved(into, by)
    withdrawn = [queries.as_claimed(line) for line in queries.to_claim_again(claim)]
    cells = [cell for cell in withdrawn if cell.place not in typed]
    marked = {cell.assessor_id for cell in cells}  # whoever marks no more is replaced on saving
    problems = rules.problems(cells, replace(queries.cell_facts(into, cells), assessors=marked))
    free = [cell for cell in cells if cell.place not in problems]
    remember(claim=into, cells=free, by=by, at=at)
    return Reclaimed(into, len(free), len(cells) - len(free))
