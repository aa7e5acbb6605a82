"""A claim as a CSV file for the centre's records."""

from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from claims import queries
from interchange import downloads
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


@at_centre(Permission.VIEW_CENTRE)
@require_safe
def export(request, centre, pk):
    """Give the claim as a file."""
    claim = get_object_or_404(queries.claims(centre), pk=pk)
    sampled = queries.sampled_ids(claim)
    named = f"claim-{centre.number}-{claim.qualification.code}-{claim.number or 'in-progress'}"
    rows = (row(claim, line, line.pk in sampled) for line in queries.lines(claim))
    return downloads.of_table(named, COLUMNS, rows)


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
