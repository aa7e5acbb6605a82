"""The centre's candidates and how far each one is."""

from dataclasses import replace

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from entries.queries import qualifications_of
from entries.rules.registering import summer_of
from interchange.accounts import permissions
from interchange.accounts.access import at_centre
from interchange.accounts.roles import Permission
from interchange.look import tables
from results import queries as results_queries
from tracker.forms import Filters
from tracker.queries import progress as progress_queries
from tracker.queries.troubleshooting import steps

SORTS = {
    "urgency": progress_queries.MOST_URGENT,
    "name": ("candidate__surname", "candidate__forenames"),
    "qualification": "qualification__code",
    "completes": "completes_in",
    "hours": "kept__hours",
    "state": "kept__state",
}


@at_centre(Permission.VIEW_CENTRE)
def progress(request, centre):
    """List the centre's entries with their progress, the most urgent first where asked for."""
    on = timezone.localdate()
    filters = Filters(request.GET, qualifications=qualifications_of(centre))
    chosen = filters.chosen()
    found = progress_queries.matching(centre, chosen)
    acting = results_queries.Acting(request.user, centre, on)
    asked = progress_queries.asked_for(found, chosen, acting.dates)
    listing = tables.listing(request, asked, sorts=SORTS, default="name")
    return render(
        request,
        "tracker/progress.html",
        {
            "filters": filters,
            "listing": replace(listing, rows=progress_queries.rows(listing, acting)),
            "counts": progress_queries.counts(found, acting.dates),
            "summer": summer_of(on),
            "may_answer": permissions.can(request.user, Permission.SET_COMPLETION, centre=centre),
        },
    )


@at_centre(Permission.VIEW_CENTRE)
@require_safe
def troubleshooting(request, centre):
    """Go through what may keep results away, with how many of the centre each concerns."""
    on = timezone.localdate()
    expected = progress_queries.expected(centre, on)
    context = {
        "steps": steps(expected, on),
        "due": progress_queries.being_worked_out(expected),
        "summer": summer_of(on),
    }
    return render(request, "tracker/troubleshooting.html", context)
