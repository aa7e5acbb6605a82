"""The centre's candidates and how far each one is."""

from django.shortcuts import render
from django.utils import timezone

from entries.queries import qualifications_of
from interchange.accounts.access import at_centre
from interchange.accounts.roles import Permission
from interchange.look import tables
from tracker import rules
from tracker.forms import Filters
from tracker.queries import progress as progress_queries

SORTS = {
    "name": ("entry.candidate.surname", "entry.candidate.forenames"),
    "qualification": "entry.qualification.code",
    "completes": "entry.completes_in",
    "hours": "hours",
    "state": "label",
}


@at_centre(Permission.VIEW_CENTRE)
def progress(request, centre):
    """List the centre's entries with their progress; at risk first where asked for."""
    on = timezone.localdate()
    filters = Filters(request.GET, qualifications=qualifications_of(centre))
    chosen = filters.chosen()
    found = progress_queries.progress(progress_queries.matching(centre, chosen), on)
    at_risk = sum(one.at_risk for one in found)
    rows = [one for one in found if progress_queries.is_asked_for(one, chosen)]
    return render(
        request,
        "tracker/progress.html",
        {
            "filters": filters,
            "listing": tables.listing(request, rows, sorts=SORTS, default="name"),
            "at_risk": at_risk,
            "total": len(found),
            "summer": rules.summer_of(on),
        },
    )
