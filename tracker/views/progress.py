"""The centre's candidates and how far each one is."""

from dataclasses import replace

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from entries.rules.registering import summer_of
from interchange.accounts import permissions
from interchange.accounts.access import at_centre
from interchange.accounts.roles import Permission
from interchange.look import tables
from results import queries as results_queries
from tracker.queries import progress as progress_queries
from tracker.queries.troubleshooting import steps
from tracker.queries.unit_states import UnitStates
from tracker.views.asked import asked, files_of, nothing_of

SORTS = {
    "urgency": progress_queries.MOST_URGENT,
    "name": "candidate__sorts_as",
    "qualification": "qualification__code",
    "completes": "completes_in",
    "hours": "kept__hours",
    "state": "kept__state",
}
DEFAULT = "name"


@at_centre(Permission.VIEW_CENTRE)
def progress(request, centre):
    """List the centre's entries with their progress, the most urgent first where asked for."""
    on = timezone.localdate()
    acting = results_queries.Acting(request.user, centre, on)
    found = asked(request, centre, acting.dates)
    listing = tables.listing(request, found.entries, sorts=SORTS, default=DEFAULT)
    rows = _with_units(centre, found, progress_queries.rows(listing, acting), on)
    return render(
        request,
        "tracker/progress.html",
        {
            "filters": found.filters,
            "files": files_of(request, centre, listing.total),
            "listing": replace(listing, rows=rows),
            "counts": progress_queries.counts(found.before, acting.dates),
            "summer": summer_of(on),
            "may_answer": permissions.can(request.user, Permission.SET_COMPLETION, centre=centre),
            "nothing": None if listing.total else nothing_of(request, centre, found, on),
        },
    )


def _with_units(centre, found, rows, on):
    """The rows, each with how it stands with the unit that was chosen, if one was."""
    if found.unit is None:
        return rows
    persons = {one.entry.candidate.person_id for one in rows}
    states = UnitStates(centre, found.qualifications, on, persons=persons)
    return [replace(one, unit=states.of_unit(one.kept, found.unit)) for one in rows]


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
