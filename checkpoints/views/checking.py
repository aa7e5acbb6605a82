"""The two buttons of a teacher: the dates of a subject are right, or are to be looked at again."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from checkpoints import commands
from checkpoints.rules import CheckpointRefused
from interchange import shown
from interchange.accounts.access import at_centre
from interchange.accounts.roles import Permission
from interchange.tokens import SENT_BEFORE

OTHER_LIST = (
    "This is not the list that the page showed you: somebody was registered or withdrawn, or got"
    " another date, since you opened it. Nothing was marked as checked. Below it stands as it is"
    " now: look at each date again, then mark it."
)


@at_centre(Permission.CHECK_COMPLETION)
@require_POST
def check(request, centre, subject, level):
    """Mark a subject and level as checked."""
    seen = shown.carried_by(request.POST, f"check {subject} {level}")
    at = timezone.now()
    try:
        new = commands.check_course(
            centre=centre, code=subject, level=level, seen=seen, by=request.user, at=at
        )
    except shown.ShownOtherwise:
        messages.error(request, OTHER_LIST)
        return redirect("checkpoints:course", centre.number, subject, level)
    except CheckpointRefused as refusal:
        messages.error(request, str(refusal))
    else:
        if new:
            messages.success(request, "Marked as checked. The next subject is below.")
        else:
            messages.info(request, SENT_BEFORE)
    return redirect("checkpoints:checkpoint", centre.number)


@at_centre(Permission.CHECK_COMPLETION)
@require_POST
def take_back(request, centre, subject, level):
    """Say that a subject and level is to be looked at again."""
    at = timezone.now()
    try:
        commands.take_back(centre=centre, code=subject, level=level, by=request.user, at=at)
    except CheckpointRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "It is to be checked again before the declaration.")
    return redirect("checkpoints:checkpoint", centre.number)
