"""How does a claim go off that claims what candidates hold already? With the reason, for each."""

from django.db import transaction
from django.utils.timezone import localdate

from claims import commands as claims_commands
from claims import rules
from claims.commands.locking import lock
from claims.models import Claim
from claims.states import EDITABLE
from entries.commands import hold_people
from results import queries


@transaction.atomic
def submit(*, claim, declared, by, at, results_email="", seen=None) -> Claim:
    """Send a claim to the moderator once it is said why each unit held already is claimed again.

    Gives the claim. Raises what submitting a claim does (`seen` is for it), and ClaimNotReady while
    a reason lacks.
    """
    claim = lock(claim, *EDITABLE)
    hold_people(set(claim.lines.values_list("candidate", flat=True)))
    rules.check_said_why(len(queries.unsaid(claim, localdate(at))))
    given = {"declared": declared, "results_email": results_email, "seen": seen}
    return claims_commands.submit(claim=claim, **given, by=by, at=at)


@transaction.atomic
def say_why_again(*, claim, reasons, by, at) -> int:
    """Keep why units held already are claimed again; `reasons` are by line id. Gives how many.

    What is held is kept beside the reason, as it is now.
    """
    claim = lock(claim, *EDITABLE)
    held = {
        line.pk: f"{one.grade}, {one.source}"
        for line, one in queries.held_already(claim, localdate(at))
    }
    return claims_commands.say_why(claim=claim, reasons=reasons, held=held, by=by, at=at)
