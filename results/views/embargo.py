"""Exam results under an embargo, for those at a centre who may read them early: list and files."""

from functools import partial

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from entries.queries import as_known, qualifications_of
from interchange import tabular
from interchange.accounts import permissions
from interchange.accounts.access import at_centre
from interchange.accounts.roles import Permission
from interchange.look import tables
from results import queries
from results.forms import EmbargoFilters
from results.views.listing import NAME, UNIT_SORTS, tabs
from results.views.statements import of_many

SORTS = {name: UNIT_SORTS[name] for name in ("name", "number", "qualification", "unit")}
FILTERS = ("qualification", "series", "grade", "q")


@at_centre(Permission.READ_EARLY)
@require_GET
def embargo(request, centre):
    """What an embargo keeps from others at the centre, with until when."""
    at = timezone.now()
    filters, found = _chosen(request, centre, at)
    listing = tables.listing(request, found, sorts=SORTS, default="name")
    as_known(centre, listing, at)
    asked = request.GET.copy()
    context = {
        "filters": filters,
        "filtered": any(filters.data.get(name) for name in FILTERS),
        "listing": listing,
        "series": queries.under_embargo(centre, at),
        "readers": permissions.needed(Permission.READ_EARLY),
        "exports": {
            ending: _address("embargo_export", centre, asked, {"as": ending})
            for ending in tabular.FORMS
        },
        "statements": _address("embargo_statements", centre, asked, {}),
        "tabs": tabs(request, centre, "embargo"),
    }
    return render(request, "results/embargo.html", context)


def _address(name, centre, asked, more):
    """Where the list of the page is as a file, with its filters and what more is asked."""
    asked = asked.copy()
    for one, value in more.items():
        asked[one] = value
    return f"{reverse(f'results:{name}', args=[centre.number])}?{asked.urlencode()}"


@at_centre(Permission.READ_EARLY)
@require_GET
def embargo_export(request, centre):
    """Give the list of the page, all of it, as the file that the address asks for."""
    form, at = tabular.asked(request), timezone.now()
    _, found = _chosen(request, centre, at)
    known = as_known(centre, found.order_by(*SORTS["name"]), at)
    name = f"results-under-embargo-{centre.number}"
    return tabular.answer(form, name, queries.EMBARGO_COLUMNS, form.pieces(map(_row, known)))


@at_centre(Permission.READ_EARLY)
@require_GET
def embargo_statements(request, centre):
    """The statements of everybody on the list, of what is under an embargo: a PDF, or a ZIP."""
    at = timezone.now()
    _, found = _chosen(request, centre, at)
    sorted_by_name = found.order_by(*NAME).values_list("candidate__person", flat=True)
    persons = list(dict.fromkeys(sorted_by_name))
    stated = partial(queries.embargoed_statements, centre, by=request.user, at=at)
    name = f"statements-under-embargo-{centre.number}"
    return of_many(centre, name, persons, stated, timezone.localdate(at))


def _chosen(request, centre, at):
    """The filters as they were set, and what they leave of what the reader may read early."""
    filters = EmbargoFilters(
        request.GET,
        qualifications=qualifications_of(centre),
        series=queries.under_embargo(centre, at),
    )
    return filters, queries.embargoed(centre, by=request.user, at=at, **filters.chosen())


def _row(held):
    """One result in the order of EMBARGO_COLUMNS."""
    return (
        *(held.candidate.ocr_number, held.candidate.name, held.qualification.code),
        *(held.number, held.unit.title),
        *(held.grade_shown, "" if held.mark is None else str(held.mark)),
        *(f"Exam, {held.series}", held.series.results_come),
    )
