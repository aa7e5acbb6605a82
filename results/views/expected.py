"""Everything expected: each result that is to come, where it stands, who acts next, and when."""

from dataclasses import replace
from itertools import islice

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from entries.queries import qualifications_of
from interchange import tabular
from interchange.accounts.access import at_centre
from interchange.accounts.roles import Permission
from interchange.look import tables
from results import queries
from results.forms import ExpectedFilters
from results.views.listing import tabs

NAME = ("by_name", "by_number", "by_code", "by_unit")
SORTS = {
    "name": NAME,
    "number": ("by_number", "by_code", "by_unit"),
    "qualification": ("by_code", *NAME),
    "when": ("by_day", *NAME),
}
FILTERS = ("kind", "qualification", "series", "q")
AT_A_TIME = 2_000


@at_centre(Permission.VIEW_CENTRE)
@require_GET
def expected(request, centre):
    """Every result that the centre expects, a row each."""
    at = timezone.now()
    filters, found = _chosen(request, centre, at)
    listing = tables.listing(request, found, sorts=SORTS, default="name")
    telling = queries.Telling(found, by=request.user, centre=centre, at=at)
    context = {
        "filters": filters,
        "filtered": any(filters.data.get(name) for name in FILTERS),
        "listing": replace(listing, rows=telling.rows(listing.rows)),
        "exports": _exports(request, centre),
        "tabs": tabs(request, centre, "expected"),
    }
    return render(request, "results/expected.html", context)


@at_centre(Permission.VIEW_CENTRE)
@require_GET
def expected_export(request, centre):
    """Give the list of the page, all of it, as the file that the address asks for."""
    form, at = tabular.asked(request), timezone.now()
    _, found = _chosen(request, centre, at)
    telling = queries.Telling(found, by=request.user, centre=centre, at=at)
    keys = found.ordered(tables.order_of(SORTS, "name")).iterator(AT_A_TIME)
    rows = (row.as_row for some in _some_of(keys) for row in telling.rows(some))
    name = f"expected-results-{centre.number}"
    return tabular.answer(form, name, queries.EXPECTED_COLUMNS, form.pieces(rows))


def _some_of(keys):
    """The keys, some at a time."""
    while some := [(kind, pk) for kind, pk, *_ in islice(keys, AT_A_TIME)]:
        yield some


def _exports(request, centre):
    """Where the list of the page is as a file, by its kind."""
    here, asked = reverse("results:expected_export", args=[centre.number]), request.GET.copy()
    return {ending: f"{here}?{_with(asked, ending)}" for ending in tabular.FORMS}


def _with(asked, ending):
    asked = asked.copy()
    asked["as"] = ending
    return asked.urlencode()


def _chosen(request, centre, at):
    """The filters as they were set, and what is expected that they leave."""
    filters = ExpectedFilters(
        request.GET,
        qualifications=qualifications_of(centre),
        series=queries.series_expected(centre),
    )
    return filters, queries.expected(centre, at, **filters.chosen())
