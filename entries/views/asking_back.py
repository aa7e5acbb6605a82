"""Asking the board to bring back a registration whose withdrawal was processed in error."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from entries import commands, queries
from entries.forms.withdrawing import Reinstatement
from entries.models import QualificationEntry
from entries.states import ONCE_WITHDRAWN, Status
from interchange.accounts.access import at_centre
from interchange.accounts.roles import Permission
from interchange.workflow import MoveRefused

ASKED = "The board has been asked. It writes once it has decided."


@at_centre(Permission.SET_COMPLETION)
def ask_back(request, centre, pk):
    """Show what it means, and ask; asked already, it says so."""
    entry = get_object_or_404(
        QualificationEntry.objects.select_related("candidate", "centre", "qualification__subject"),
        centre=centre,
        status__in=ONCE_WITHDRAWN,
        pk=pk,
    )
    queries.named_as_known(centre, [entry], timezone.now())
    if entry.status == Status.REMOVED:
        form = Reinstatement(request.POST or None)
        if not form.is_valid():
            return render(request, "entries/ask_back.html", {"form": form, "entry": entry})
        try:
            commands.ask_back(entry=entry, by=request.user, at=timezone.now(), **form.cleaned_data)
        except MoveRefused as refusal:
            messages.error(request, str(refusal))
            return redirect(entry)
    messages.success(request, ASKED)
    return redirect(entry)
