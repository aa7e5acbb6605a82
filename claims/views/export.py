"""A claim as a CSV file for the centre's records."""

import csv

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from claims import queries
from interchange.accounts.access import at_centre
from interchange.accounts.roles import Permission

COLUMNS = (
    "Centre number",
    "Claim number",
    "Reference",
    "Status",
    "Entry code",
    "Qualification",
    "OCR candidate number",
    "Candidate name",
    "Date of birth",
    "Unit",
    "Unit title",
    "Centre assessor",
    "Grade claimed",
    "Sampled",
    "Grade now",
    "Outcome",
    "Reason",
)
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


@at_centre(Permission.VIEW_CENTRE)
@require_safe
def export(request, centre, pk):
    """Give the claim as a file."""
    claim = get_object_or_404(queries.claims(centre), pk=pk)
    sampled = queries.sampled_ids(claim)
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    name = claim.number or "in-progress"
    answer["Content-Disposition"] = (
        f'attachment; filename="claim-{centre.number}-{claim.qualification.code}-{name}.csv"'
    )
    answer.write("\ufeff")  # so that spreadsheets read the names as UTF-8
    writer = csv.writer(answer)
    writer.writerow(COLUMNS)
    for line in queries.lines(claim):
        writer.writerow([text_cell(one) for one in row(claim, line, line.pk in sampled)])
    return answer


def row(claim, line, sampled):
    """One line of the claim in the order of COLUMNS."""
    return (
        claim.centre.number,
        claim.number or "",
        claim.reference,
        claim.get_status_display(),
        claim.qualification.code,
        claim.qualification.title,
        line.candidate.ocr_number,
        line.candidate.name,
        f"{line.candidate.born_on:%d/%m/%Y}",
        line.unit.number,
        line.unit.title,
        line.assessor.initials,
        line.claimed,
        "Yes" if sampled else "No",
        line.grade,
        line.get_outcome_display(),
        line.reason,
    )


def text_cell(value):
    """Give a value as text that no spreadsheet takes for a formula."""
    text = str(value)
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
