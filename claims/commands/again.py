"""Why is a unit claimed that the candidate holds already? The centre says so on the line."""

from django.db import transaction

from claims.commands.locking import lock
from claims.models import Line
from claims.states import EDITABLE, Again
from interchange.accounts import permissions
from interchange.accounts.roles import Permission
from interchange.audit import trail


@transaction.atomic
def say_why(*, claim, reasons, held, by, at) -> int:
    """Keep on lines of a claim in progress why they are claimed again; give how many changed.

    `reasons` are Again by line id, `held` what is held by line id, in words; lines that are no
    longer on the claim, or of which nothing is held, are passed over. Raises MoveRefused where the
    claim was submitted meanwhile.
    """
    permissions.check(by, Permission.MAKE_CLAIMS, centre=claim.centre, subject=claim.subject)
    claim = lock(claim, *EDITABLE)
    wanted = {pk: Again(why) for pk, why in reasons.items() if pk in held}
    changed = []
    for line in claim.lines.filter(pk__in=wanted, live=True):
        before = (line.again, line.held_before)
        line.again, line.held_before = wanted[line.pk], held[line.pk]
        if (line.again, line.held_before) != before:
            changed.append(line)
    Line.objects.bulk_update(changed, ["again", "held_before"], batch_size=1000)
    if changed:
        detail = {"lines": [[line.pk, line.again, line.held_before] for line in changed]}
        trail.record("claim.say_why", about=claim, by=by, at=at, detail=detail)
    return len(changed)
