"""The centre's candidates and how far each one is."""

from dataclasses import replace

from django.shortcuts import render
from django.utils import timezone

from entries.queries import qualifications_of
from entries.rules.registering import summer_of
from interchange.accounts.access import at_centre
from interchange.accounts.roles import Permission
from interchange.look import tables
from tracker.forms import Filters
from tracker.queries import progress as progress_queries

SORTS = {
    "name": ("candidate__surname", "candidate__forenames"),
    "qualification": "qualification__code",
    "completes": "completes_in",
    "hours": "kept__hours",
    "state": "kept__state",
}


@at_centre(Permission.VIEW_CENTRE)
def progress(request, centre):
    """List the centre's entries with their progress; at risk first where asked for."""
    on = timezone.localdate()
    filters = Filters(request.GET, qualifications=qualifications_of(centre))
    chosen = filters.chosen()
    found = progress_queries.matching(centre, chosen)
    asked = progress_queries.asked_for(found, chosen, on)
    listing = tables.listing(request, asked, sorts=SORTS, default="name")
    return render(
        request,
        "tracker/progress.html",
        {
            "filters": filters,
            "listing": replace(listing, rows=progress_queries.rows(listing, on)),
            "counts": progress_queries.counts(found, on),
            "summer": summer_of(on),
        },
    )
