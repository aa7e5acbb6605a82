"""The open cases of a centre."""

from django.shortcuts import render
from django.utils.timezone import localdate

from cases import queries
from interchange.accounts.access import at_centre
from interchange.accounts.roles import Permission
from interchange.look import tables


@at_centre(Permission.VIEW_CENTRE)
def cases(request, centre):
    """Show what is open at the centre, the longest open first."""
    listing = tables.listing(
        request, queries.open_at(centre), sorts={"opened": "opened_at"}, default="opened"
    )
    queries.with_levels(listing, localdate())
    return render(request, "cases/cases.html", {"listing": listing})
