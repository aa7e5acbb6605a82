"""Test Results as a CSV file for the centre's records."""

from django.utils import timezone
from django.views.decorators.http import require_GET

from interchange import downloads
from interchange.accounts.access import at_centre
from interchange.accounts.roles import Permission
from results.views import listing

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
        ordered = entries.order_by(*listing.QUALIFICATION_SORTS["name"])
        rows = [_qualification_row(row) for row in listing.with_reasons(list(ordered))]
        return downloads.of_table(
            f"qualification-results-{centre.number}", QUALIFICATION_COLUMNS, rows
        )
    _, results = listing.chosen_units(request, centre)
    rows = [_unit_row(result) for result in results.order_by(*listing.UNIT_SORTS["name"])]
    return downloads.of_table(f"unit-results-{centre.number}", UNIT_COLUMNS, rows)


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
