"""The subjects a centre is approved for, and asking for more."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from entries import commands, queries
from interchange.accounts import permissions
from interchange.accounts.access import at_centre
from interchange.accounts.roles import Permission
from interchange.catalogue.models import Subject
from interchange.catalogue.queries import figures


@at_centre(Permission.VIEW_CENTRE)
@require_safe
def approvals(request, centre):
    """Show each subject with the centre's approval for it."""
    context = {
        "centre": centre,
        "subjects": queries.subjects_to_offer(centre),
        "may_ask": permissions.can(request.user, Permission.MAKE_ENTRIES, centre=centre),
        "working_days": figures().get("approval-working-days"),
    }
    return render(request, "entries/approvals.html", context)


@at_centre(Permission.MAKE_ENTRIES)
@require_POST
def ask_approval(request, centre):
    """Ask the board to approve the centre for a subject."""
    subject = Subject.objects.filter(code=request.POST.get("subject", "")).first()
    if subject is None:
        raise Http404
    commands.ask_approval(centre=centre, subject=subject, by=request.user, at=timezone.now())
    messages.success(
        request, f"The board has been asked to approve you for {subject}. We write when it answers."
    )
    return redirect("entries:approvals", number=centre.number)
