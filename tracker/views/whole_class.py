"""What each candidate of a class has and still needs, in one table and as CSV."""

from dataclasses import replace

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from interchange import downloads
from interchange.accounts.access import at_centre
from interchange.accounts.roles import Permission
from interchange.look import tables
from results.queries import deadlines
from tracker.forms import ClassFilters
from tracker.queries import whole_class as queries
from tracker.views.asked import asked

NAME = ("candidate__sorts_as",)
WORKED_OUT = {
    "now": ("now_stands", "points"),
    "points": "points",
    "possible": "possible_stands",
    "missing": "short_of",
    "next": "next_stands",
    "takes": "takes",
}
SORTS = {"name": NAME, "number": "candidate_number", **WORKED_OUT}


@at_centre(Permission.VIEW_CENTRE)
@require_GET
def whole_class(request, centre):
    """List the class; sorted by what must be worked out, all of it is worked out first."""
    filters, entries = _class_asked_for(request, centre)
    count = entries.count() if entries is not None else 0
    context = {"filters": filters, "asked": entries is not None, "most": queries.MOST}
    if entries is not None and count <= queries.MOST:
        sort = request.GET.get("sort", "").removeprefix("-")
        found = queries.rows(entries.order_by(*NAME, "pk")) if sort in WORKED_OUT else entries
        listing = tables.listing(request, found, sorts=SORTS, default="name")
        if sort not in WORKED_OUT:
            listing = replace(listing, rows=queries.rows(listing))
        file = reverse("tracker:whole_class_file", args=[centre.number])
        context |= {"listing": listing, "file": f"{file}?{request.GET.urlencode()}"}
    return render(request, "tracker/whole_class.html", {**context, "count": count})


@at_centre(Permission.VIEW_CENTRE)
@require_GET
def whole_class_file(request, centre):
    """Hand over the whole class as CSV, while it is worked out."""
    _, entries = _class_asked_for(request, centre)
    if entries is None:
        return redirect("tracker:whole_class", centre.number)
    rows = queries.in_rows(entries.order_by(*NAME, "pk")[: queries.MOST])
    return downloads.of_long_table(f"class-{centre.number}", queries.COLUMNS, rows)


def _class_asked_for(request, centre):
    """The filters as they were set, and the entries they leave; None while none is chosen."""
    found = asked(request, centre, deadlines(timezone.localdate()), ClassFilters)
    return found.filters, found.entries if found.chosen["qualification"] else None
