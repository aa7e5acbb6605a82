"""The moderator's lists of claims, and one claim: Request a sample, Review claims."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from claims import commands, queries, rules
from claims.forms import ModeratorFilters
from claims.states import Status
from claims.views.history import pages_of
from interchange.accounts.access import anywhere, at_centre
from interchange.accounts.roles import Permission
from interchange.catalogue.models import Qualification
from interchange.look import tables

WAITING_SORTS = {
    "submitted": ("submitted_at", "pk"),
    "centre": ("centre__number", "submitted_at"),
    "qualification": ("qualification__code", "submitted_at"),
    "number": "number",
}


@anywhere(Permission.MODERATE_CLAIMS)
def to_sample(request):
    """The claims of the moderator's centres that wait for a sample, oldest first."""
    return render(request, "claims/to_sample.html", waiting(request, Status.READY))


def waiting(request, status):
    """The moderator's claims in a status, filtered by centre and qualification."""
    claims = queries.allocated(request.user, status, timezone.localdate())
    filters = ModeratorFilters(
        request.GET,
        centres=queries.allocated_centres(request.user),
        qualifications=Qualification.objects.filter(pk__in=claims.values("qualification")),
    )
    chosen = filters.chosen()
    if chosen["centre"]:
        claims = claims.filter(centre__number=chosen["centre"])
    if chosen["qualification"]:
        claims = claims.filter(qualification__code=chosen["qualification"])
    listing = tables.listing(request, claims, sorts=WAITING_SORTS, default="submitted")
    return {"filters": filters, "filtered": any(chosen.values()), "listing": listing}


def claim_to_moderate(request, centre, pk):
    """The claim of a page on which it is moderated; raises Http404 or PermissionDenied."""
    claim = get_object_or_404(queries.moderated(request.user, centre), pk=pk)
    commands.check_may_moderate(claim, by=request.user, at=timezone.now())
    return claim


@at_centre(Permission.MODERATE_CLAIMS)
def claim(request, centre, pk):
    """One claim as the moderator sees it."""
    claim = get_object_or_404(queries.moderated(request.user, centre), pk=pk)
    address = reverse("claims:moderate", args=[centre.number, claim.pk])
    too_near = commands.too_near(claim, by=request.user, at=timezone.now())
    context = {
        **pages_of(request, claim, address),
        "too_near": too_near,
        "can_sample": claim.status == Status.READY and not too_near,
        "can_review": claim.status == Status.SAMPLED and not too_near,
        "reports": queries.reports_on(claim),
        "report_written": rules.reports.says_something(queries.report_being_written(claim)),
        "concerns": queries.concerns(claim),
    }
    return render(request, "claims/moderate.html", context)
