"""Test Results as a CSV file for the centre's records, read while it is handed over."""

from itertools import islice

from django.utils import timezone
from django.views.decorators.http import require_GET

from entries.queries import as_known
from interchange import downloads
from interchange.accounts.access import at_centre
from interchange.accounts.roles import Permission
from results.views import listing

AT_A_TIME = 500
UNIT_COLUMNS = (
    "OCR candidate number",
    "Candidate name",
    "Entry code",
    "Unit",
    "Unit title",
    "Result",
    "From",
    "Date",
    "Corrected because",
)
QUALIFICATION_COLUMNS = (
    "OCR candidate number",
    "Candidate name",
    "Entry code",
    "Qualification",
    "Status",
    "Grade",
    "Issued",
    "Who acts next",
)


@at_centre(Permission.VIEW_CENTRE)
@require_GET
def export(request, centre):
    """Give the list of the page, all of it, as a CSV file."""
    if request.GET.get("show") == "qualifications":
        _, entries = listing.chosen_entries(request, centre)
        known = _known(centre, entries.order_by(*listing.QUALIFICATION_SORTS["name"]))
        rows = (_qualification_row(one) for some in known for one in listing.with_reasons(some))
        name, columns = f"qualification-results-{centre.number}", QUALIFICATION_COLUMNS
    else:
        _, results = listing.chosen_units(request, centre)
        known = _known(centre, results.order_by(*listing.UNIT_SORTS["name"]))
        rows = (_unit_row(one) for some in known for one in some)
        name, columns = f"unit-results-{centre.number}", UNIT_COLUMNS
    return downloads.of_long_table(name, columns, rows)


def _known(centre, found):
    """What was found, a few hundred at once, its candidates under the names the centre may read."""
    left, on = found.iterator(AT_A_TIME), timezone.localdate()
    while some := list(islice(left, AT_A_TIME)):
        yield as_known(centre, some, on)


def _unit_row(result):
    """One unit result in the order of UNIT_COLUMNS."""
    return (
        result.candidate.ocr_number,
        result.candidate.name,
        result.qualification.code,
        result.unit.number,
        result.unit.title,
        result.get_grade_display(),
        result.source,
        f"{timezone.localtime(result.banked_at):%d/%m/%Y}",
        result.because,
    )


def _qualification_row(row):
    """One entry in the order of QUALIFICATION_COLUMNS."""
    entry, result = row.entry, row.result
    return (
        entry.candidate.ocr_number,
        entry.candidate.name,
        entry.qualification.code,
        entry.qualification.title,
        result.get_outcome_display() if result else "No result yet",
        result.grade if result else "",
        f"{timezone.localtime(result.issued_at):%d/%m/%Y}" if result else "",
        row.reason.owner.value if row.reason else "",
    )
