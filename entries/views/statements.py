"""Statements of entry as PDF: of one candidate, or of all that a list is narrowed to."""

from django.http import Http404
from django.utils import timezone
from django.views.decorators.http import require_GET

from entries import queries
from entries.statements import TITLE, sheet_of
from entries.views.listing import NAME, unit_entry_filters
from interchange import paper_files
from interchange.accounts.access import at_centre
from interchange.accounts.roles import Permission


@at_centre(Permission.VIEW_CENTRE)
@require_GET
def statement(request, centre, ocr_number):
    """The statement of entry of a candidate whom the centre has."""
    at = timezone.now()
    if (person := queries.person_at(centre, ocr_number, at)) is None:
        raise Http404("Nobody of this number is registered here.")
    return _of(centre, f"statement-of-entry-{centre.number}-{ocr_number}", [person.pk], at)


@at_centre(Permission.VIEW_CENTRE)
@require_GET
def all_statements(request, centre):
    """The statements of everybody on the list of exam and unit entries: a PDF, or a ZIP.

    Each tells all that the candidate is entered for in the series that was chosen, whatever else
    narrows the list.
    """
    at, chosen = timezone.now(), unit_entry_filters(request, centre).chosen()
    listed = queries.still_to_come(queries.unit_entries_of_centre(centre, **chosen), at)
    sorted_by_name = listed.order_by(*NAME).values_list("candidate__person", flat=True)
    persons, series = list(dict.fromkeys(sorted_by_name)), chosen["series"]
    name = "-".join(filter(None, ["statements-of-entry", centre.number, series]))
    return _of(centre, name, persons, at, series)


def _of(centre, name, persons, at, series=""):
    on = timezone.localdate(at)

    def sheets(some):
        stated = queries.statements_of_entry(centre, some, at, series)
        return [sheet_of(centre, one, on) for one in stated]

    return paper_files.of_many(name, f"{TITLE}, centre {centre.number}", persons, sheets)
