"""What became of the centre's claims: View claim history, and one claim."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from claims import queries
from claims.forms import EvidenceForm, HistoryFilters
from claims.states import EDITABLE, MEANING, TAKES_EVIDENCE, WITH_THE_BOARD, Status
from entries.queries import found_as_known, named_as_sorted
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
    "name": ("by_name", "candidate", "unit__in_order"),
    "number": ("candidate__ocr_number", "unit__in_order"),
    "unit": ("unit__in_order", "by_name", "candidate"),
    "assessor": ("assessor__initials", "by_name", "unit__in_order"),
    "claimed": ("claimed", "by_name", "unit__in_order"),
    "grade": ("grade", "by_name", "unit__in_order"),
    "outcome": ("outcome", "by_name", "unit__in_order"),
}
UNJUDGED = {  # the centre's, until the claim is agreed
    "grade": LINE_SORTS["claimed"],
    "outcome": LINE_SORTS["name"],
}
WAYS = (
    ("", "Whole claim"),
    ("candidate", "By Candidate"),
    ("unit", "By Unit"),
    ("sample", "Sample"),
)


@at_centre(Permission.VIEW_CENTRE)
@require_safe
def history(request, centre):
    """The centre's claims, newest first."""
    qualifications = list(queries.claimed_for(centre))
    filters = HistoryFilters(request.GET, qualifications=qualifications)
    chosen, claims = filters.chosen(), queries.history(centre)
    if chosen["qualification"]:
        claims = claims.filter(qualification__code=chosen["qualification"])
    if chosen["status"]:
        claims = claims.filter(status=chosen["status"])
    context = {
        "filters": filters,
        "filtered": any(filters.data.get(name) for name in filters.fields),
        "listing": tables.listing(request, claims, sorts=HISTORY_SORTS, default="-started"),
        "can_edit": permissions.can(request.user, Permission.MAKE_CLAIMS, centre=centre),
        "meanings": [(Status(status).label, *told) for status, told in MEANING.items()],
    }
    return render(request, "claims/history.html", context)


@at_centre(Permission.VIEW_CENTRE)
@require_safe
def view(request, centre, pk):
    """One claim: whole, by candidate, by unit, or its sample."""
    claim = get_object_or_404(queries.claims(centre), pk=pk)
    builder = permissions.can(request.user, Permission.MAKE_CLAIMS, centre=centre)
    address = reverse("claims:view", args=[centre.number, claim.pk])
    context = {
        **pages_of(request, claim, address, of_centre=True),
        "can_edit": builder and claim.status in EDITABLE,
        "can_correct": claim.status == Status.PROCESSED
        and permissions.can(request.user, Permission.RAISE_REQUESTS, centre=centre),
        "can_recall": builder and claim.status == Status.READY,
        "retain": claim.status in WITH_THE_BOARD,
        "can_claim_again": builder and queries.to_claim_again(claim).exists(),
        "reports": queries.reports_on(claim),
        "unsaved": sum(queries.counted_unsaved(claim, request.user).values()),
    }
    context["can_take_away"] = context["can_edit"]
    if builder and claim.status in TAKES_EVIDENCE and any(one.line for one in context["proofs"]):
        context["evidence_form"] = EvidenceForm(proofs=context["proofs"])
    return render(request, "claims/view.html", context)


def pages_of(request, claim, address, *, of_centre=False):
    """What every page that shows a claim shows of it, in one of four ways.

    The centre sees what the moderator made of it once that is agreed.
    """
    sampled = queries.sampled_ids(claim)
    ways = WAYS if sampled else WAYS[:-1]
    asked = request.GET.get("by", "")
    by = asked if asked in dict(ways) else ""
    meaning, next_step = MEANING[claim.status]
    return {
        "claim": claim,
        "outlook": queries.visit_outlook(claim, timezone.localdate()),
        "meaning": meaning,
        "next_step": next_step,
        "counts": queries.counts(claim),
        "sampled": sampled,
        "samples": list(queries.samples_sent(claim)),
        "gone": queries.gone(claim),
        "proofs": queries.proofs(claim),
        "by": by,
        "tabs": [
            (title, f"{address}?by={way}" if way else address, by == way, None)
            for way, title in ways
        ],
        **_shown(request, claim, by, sampled, of_centre),
    }


def _shown(request, claim, by, sampled, of_centre):
    """The claim's lines as asked for: each by itself, or candidates down and units across."""
    if not by:
        grid = _grid_of(request, claim)
        lines = [line for row in grid["rows"] for line in row.lines if line]
    else:
        grid = _lines_of(request, claim, by, sampled, of_centre)
        lines = grid["listing"].rows
    if of_centre:
        list(queries.as_the_centre_sees(claim, lines))
    return grid


def _grid_of(request, claim):
    """Candidates down, units across."""
    listing = tables.listing(
        request,
        found_as_known(claim.centre, queries.on_claim(claim), "", timezone.now(), ""),
        sorts={"name": "by_name", "number": "ocr_number"},
        default="name",
    )
    named_as_sorted(listing, whose=lambda one: one)
    units = queries.units_on(claim)
    return {"listing": listing, "units": units, "rows": queries.rows(claim, listing.rows, units)}


def _lines_of(request, claim, by, sampled, of_centre):
    """A line for each candidate's unit, in the order asked for."""
    lines = found_as_known(claim.centre, queries.lines(claim), "", timezone.now())
    lines = lines.filter(pk__in=sampled) if by == "sample" else lines
    sorts = LINE_SORTS | (UNJUDGED if of_centre and claim.status == Status.SAMPLED else {})
    default = "name" if by == "candidate" else "unit"
    listing = tables.listing(request, lines, sorts=sorts, default=default)
    named_as_sorted(listing)
    return {"listing": listing}
