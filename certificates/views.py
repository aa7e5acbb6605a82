"""Who asked to read which certificates were printed and sent, and which originals to return?"""

from django.shortcuts import render
from django.utils.timezone import now

from certificates import forms, queries
from interchange.accounts.access import at_centre
from interchange.accounts.roles import Permission
from interchange.database.sorting import SortsAs
from interchange.look import tables

NAME = SortsAs("known_surname", "known_forenames")
SORTS = {
    "number": "number",
    "name": (NAME, "number"),
    "qualification": ("qualification", NAME),
    "printed": ("run__made_at", "number"),
}


@at_centre(Permission.VIEW_CENTRE)
def certificates(request, centre):
    """The centre's certificates: when each was printed and sent, and what became of it."""
    filters = forms.Filters(request.GET)
    chosen = filters.chosen()
    at = now()
    found = queries.of_centre(centre, at, **chosen)
    listing = tables.listing(request, found, sorts=SORTS, default="-number")
    queries.named_as_known(centre, listing, at)
    context = {"filters": filters, "filtered": any(chosen.values()), "listing": listing}
    return render(request, "certificates/certificates.html", context)
