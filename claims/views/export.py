"""A claim as a CSV file, for the centre's records and for its moderator."""

from itertools import islice

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from claims import queries
from entries.queries import named_as_known
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
    "Other awarding body",
    "Centre assessor",
    "Grade claimed",
    "Sampled",
    "Sample version",
    "Grade now",
    "Outcome",
    "Reason",
    "Held already",
    "Claimed again because",
    "Saved by",
    "Saved at",
)
AT_A_TIME = 1000  # lines read at once


@at_centre(Permission.VIEW_CENTRE)
@require_safe
def export(request, centre, pk):
    """Give the claim as a file."""
    claim = get_object_or_404(queries.claims(centre), pk=pk)
    lines = queries.as_the_centre_sees(claim, queries.lines(claim).iterator(AT_A_TIME))
    return _file_of(claim, _known(centre, lines))


def _known(centre, lines):
    """The lines, their candidates as the centre may read of them."""
    while some := list(islice(lines, AT_A_TIME)):
        yield from named_as_known(centre, some, timezone.now())


@at_centre(Permission.MODERATE_CLAIMS)
@require_safe
def moderate_export(request, centre, pk):
    """Give a claim to its moderator as a file."""
    claim = get_object_or_404(queries.moderated(request.user, centre), pk=pk)
    return _file_of(claim, queries.lines(claim).iterator(AT_A_TIME))


def _file_of(claim, lines):
    """The answer that hands over the lines; they are read while they are sent."""
    sample = queries.sample_of(claim, sent=True)
    version = sample.version if sample else ""
    sampled = {line.pk for line in sample.lines.all()} if sample else set()
    rows = (_row(claim, line, version if line.pk in sampled else "") for line in lines)
    return downloads.of_long_table(name_of(claim), COLUMNS, rows)


def name_of(claim):
    """What files of the claim are called, without what follows the dot."""
    number = claim.number or "in-progress"
    return f"claim-{claim.centre.number}-{claim.qualification.code}-{number}"


def _row(claim, line, version):
    """One line of the claim in the order of COLUMNS; `version` is that of the sample it is in."""
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
        line.other_awarding_body,
        line.assessor.initials,
        line.claimed,
        "Yes" if version else "No",
        version,
        line.grade,
        line.get_outcome_display(),
        line.reason,
        line.held_before,
        line.get_again_display(),
        line.saved_by.name,
        f"{timezone.localtime(line.saved_at):%d/%m/%Y %H:%M}",
    )
