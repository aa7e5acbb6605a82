"""A cohort as a heat map: a row a candidate, a column a unit, and how each stands with it."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from interchange.accounts.access import at_centre
from interchange.accounts.roles import Permission
from interchange.look import tables
from results import queries as results_queries
from tracker.forms import ClassFilters
from tracker.queries.unit_states import KEY, UnitStates, columns
from tracker.views.asked import asked, files_of, nothing_of

SORTS = {
    "name": "candidate__sorts_as",
    "hours": "kept__hours",
    "completes": "completes_in",
    "state": "kept__state",
}


@at_centre(Permission.VIEW_CENTRE)
@require_safe
def heat_map(request, centre):
    """Show how the candidates of one qualification stand with its units, a page of them."""
    on = timezone.localdate()
    found = asked(request, centre, results_queries.deadlines(on), ClassFilters)
    context = {"filters": found.filters, "key": KEY}
    if found.chosen["qualification"]:
        listing = tables.listing(request, found.entries, sorts=SORTS, default="name")
        persons = {one.candidate.person_id for one in listing}
        states = UnitStates(centre, found.qualifications, on, persons=persons)
        kept = results_queries.kept_of(listing, on)
        shown = {pk: states.of(one) for pk, one in kept.items()}
        units = columns(shown.values())
        rows = [(one, kept.get(one.pk), _cells(shown.get(one.pk), units)) for one in listing]
        context |= {"listing": listing, "units": units, "rows": rows}
        context |= {"nothing": None if listing.total else nothing_of(request, centre, found, on)}
        context |= {
            "qualification": found.qualifications[0],
            "files": files_of(request, centre, listing.total),
        }
    return render(request, "tracker/heat_map.html", context)


def _cells(shown, units):
    """What a row has under each of the units; None under one that its rules have not."""
    return [shown.get(one.number) for one in units] if shown else [None] * len(units)
