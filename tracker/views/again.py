"""Registering a candidate whose attempts at an exam are used up once more."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from entries import queries as entries_queries
from entries.models import QualificationEntry
from entries.rules.charging import REGISTRATION
from entries.rules.registering_again import NOT_OPEN, AgainRefused
from entries.states import OPEN
from interchange.accounts.access import at_centre
from interchange.accounts.roles import Permission
from interchange.workflow import MoveRefused
from tracker import commands
from tracker.queries import again as again_queries


@at_centre(Permission.MAKE_ENTRIES)
def register_again(request, centre, pk):
    """Show what a new registration would do and cost, and make it."""
    found = QualificationEntry.objects.select_related(
        "candidate", "centre", "qualification__subject"
    )
    entry = get_object_or_404(found, centre=centre, pk=pk)
    refusal = ""
    if request.method == "POST":
        try:
            made = commands.register_again(entry=entry, by=request.user, at=timezone.now())
        except (AgainRefused, MoveRefused) as refused:
            refusal = str(refused)
        else:
            name = made.candidate.name
            messages.success(request, f"{name} is registered again. Attempts at exams start anew.")
            return redirect(made)
    if entry.status not in OPEN:
        messages.error(request, refusal or NOT_OPEN)
        return redirect(entry)
    planned = again_queries.again(entry, timezone.localdate())
    context = {
        "entry": entry,
        "planned": planned,
        "refusal": refusal or planned.refusal,
        "charges": entries_queries.charges(
            timezone.localdate(), {REGISTRATION: 1}, entry.qualification
        ),
    }
    return render(request, "tracker/register_again.html", context)
