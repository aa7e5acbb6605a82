"""Who may change a claim's lines now? Whoever holds its row, in the status they expect."""

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from claims import queries, rules
from claims.models import Claim
from claims.states import Status
from interchange.accounts import permissions
from interchange.accounts.roles import Permission
from interchange.workflow import MoveRefused


def lock(claim, *statuses) -> Claim:
    """Hold the claim's row until the transaction ends, read anew, and give it.

    Raises MoveRefused, saying who did what meanwhile, unless it is in one of the statuses.
    """
    Claim.objects.select_for_update(no_key=True).get(pk=claim.pk)
    told = Claim.objects.select_related("centre", "qualification__subject", "submitted_by")
    claim = told.get(pk=claim.pk)  # in a later statement: a join would show what was before
    if claim.status not in statuses:
        raise MoveRefused(moved_on(claim))
    return claim


def moved_on(claim) -> str:
    """Say what became of a claim that somebody else moved."""
    if claim.status == Status.DRAFT:
        return f"The centre has recalled claim {claim.number} and is changing it."
    if claim.status == Status.READY:
        when = timezone.localtime(claim.submitted_at)
        return (
            f"{claim.submitted_by.name} submitted this claim at {when:%H:%M on %-d %B %Y}, as claim"
            f" {claim.number}. It cannot be changed unless you recall it."
        )
    return (
        f"This claim, number {claim.number}, cannot be changed this way:"
        f" its status is {claim.get_status_display()}."
    )


def check_may_moderate(claim, *, by, at) -> None:
    """Raise PermissionDenied unless the person moderates the claim's subject and may judge it.

    Too near is who belonged to its centre in this academic year, or marked or typed grades on it.
    """
    permissions.check(by, Permission.MODERATE_CLAIMS, centre=claim.centre, subject=claim.subject)
    if sentence := too_near(claim, by=by, at=at):
        raise PermissionDenied(sentence)


def too_near(claim, *, by, at) -> str:
    """Why the person is too near the claim to judge it, as a sentence; "" for who is not."""
    here = claim.centre_id in queries.centres_of_the_year(by, timezone.localdate(at))
    marked = queries.marked_by(claim, by)
    try:
        rules.check_independent(claim, belongs=here, marked=marked)
    except rules.NotIndependent as refusal:
        return str(refusal)
    return ""
