"""Claiming again what the moderator withdrew."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from claims import commands, queries, rules
from interchange.accounts.access import at_centre
from interchange.accounts.roles import Permission


@at_centre(Permission.MAKE_CLAIMS)
@require_POST
def claim_again(request, centre, pk):
    """Put the withdrawn units on the claim in progress, as typed and not saved."""
    claim = get_object_or_404(queries.claims(centre), pk=pk)
    try:
        done = commands.claim_again(claim=claim, by=request.user, at=timezone.now())
    except rules.ClaimNotReady as refusal:
        messages.error(request, str(refusal))
        return redirect(claim)
    if done.cells:
        told = f"Ready to claim again: {done.cells}. Look through the grades, then save them."
        messages.success(request, told)
    if done.left:
        messages.warning(request, f"Left out: {done.left}. {WHY}")
    if not (done.cells or done.left):
        messages.info(request, NOTHING_MORE)
    return redirect("claims:unsaved", centre.number, done.claim.pk)


NOTHING_MORE = (
    "Nothing more is to be claimed again: it waits below to be saved, or is saved already."
)
WHY = "Those candidates are no longer registered, or the units stand on another claim."
