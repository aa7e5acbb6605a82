"""What became of the centre's claims: View claim history, and one claim."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from claims import queries
from claims.forms import HistoryFilters
from claims.states import EDITABLE, MEANING, Status
from interchange.accounts import permissions
from interchange.accounts.access import at_centre
from interchange.accounts.roles import Permission
from interchange.look import tables

HISTORY_SORTS = {
    "number": ("number", "created_at"),
    "qualification": ("qualification__code", "created_at"),
    "status": ("status", "created_at"),
    "started": ("created_at", "pk"),
    "submitted": ("submitted_at", "created_at"),
    "reference": ("reference", "created_at"),
    "candidates": ("candidates", "created_at"),
}
LINE_SORTS = {
    "name": ("candidate__surname", "candidate__forenames", "candidate", "unit"),
    "number": ("candidate__ocr_number", "unit"),
    "unit": ("unit", "candidate__surname", "candidate__forenames", "candidate"),
    "assessor": ("assessor__initials", "candidate__surname", "unit"),
    "claimed": ("claimed", "candidate__surname", "unit"),
    "grade": ("grade", "candidate__surname", "unit"),
    "outcome": ("outcome", "candidate__surname", "unit"),
}


@at_centre(Permission.VIEW_CENTRE)
@require_safe
def history(request, centre):
    """The centre's claims, newest first."""
    qualifications = list(queries.claimed_for(centre))
    filters = HistoryFilters(request.GET, qualifications=qualifications)
    claims = queries.history(centre)
    if code := filters.chosen()["qualification"]:
        claims = claims.filter(qualification__code=code)
    context = {
        "filters": filters,
        "filtered": any(filters.data.get(name) for name in filters.fields),
        "listing": tables.listing(request, claims, sorts=HISTORY_SORTS, default="-started"),
        "can_edit": permissions.can(request.user, Permission.MAKE_CLAIMS, centre=centre),
    }
    return render(request, "claims/history.html", context)


@at_centre(Permission.VIEW_CENTRE)
@require_safe
def view(request, centre, pk):
    """One claim: whole, by candidate or by unit."""
    claim = get_object_or_404(queries.claims(centre), pk=pk)
    builder = permissions.can(request.user, Permission.MAKE_CLAIMS, centre=centre)
    context = {
        **pages_of(request, claim, reverse("claims:view", args=[centre.number, claim.pk])),
        "can_edit": builder and claim.status in EDITABLE,
        "can_recall": builder and claim.status == Status.READY,
        "can_claim_again": builder and queries.to_claim_again(claim).exists(),
        "reports": queries.reports_on(claim),
    }
    return render(request, "claims/view.html", context)


def pages_of(request, claim, address):
    """What every page that shows a claim shows of it, in one of three ways."""
    by = request.GET.get("by", "")
    by = by if by in ("candidate", "unit") else ""
    meaning, next_step = MEANING[claim.status]
    return {
        "claim": claim,
        "outlook": queries.visit_outlook(claim, timezone.localdate()),
        "meaning": meaning,
        "next_step": next_step,
        "counts": queries.counts(claim),
        "sampled": queries.sampled_ids(claim),
        "by": by,
        "tabs": [
            ("Whole claim", address, not by, None),
            ("By Candidate", f"{address}?by=candidate", by == "candidate", None),
            ("By Unit", f"{address}?by=unit", by == "unit", None),
        ],
        **(lines_of(request, claim, by) if by else grid_of(request, claim)),
    }


def grid_of(request, claim):
    """Candidates down, units across."""
    listing = tables.listing(
        request,
        queries.on_claim(claim),
        sorts={"name": ("surname", "forenames"), "number": "ocr_number"},
        default="name",
    )
    units = queries.units_on(claim)
    return {"listing": listing, "units": units, "rows": queries.rows(claim, listing.rows, units)}


def lines_of(request, claim, by):
    """A line for each candidate's unit, in the order asked for."""
    default = "name" if by == "candidate" else "unit"
    return {
        "listing": tables.listing(request, queries.lines(claim), sorts=LINE_SORTS, default=default)
    }
