"""The moderator's side before the visit: Request a sample."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from claims import commands, queries, rules
from claims.forms import ModeratorFilters, is_id
from claims.states import Status
from claims.views.history import pages_of
from interchange.accounts.access import anywhere, at_centre
from interchange.accounts.roles import Permission
from interchange.catalogue.models import Qualification
from interchange.look import tables
from interchange.workflow import MoveRefused

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
    claims = queries.allocated(request.user, status)
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


@at_centre(Permission.MODERATE_CLAIMS)
def claim(request, centre, pk):
    """One claim as the moderator sees it."""
    claim = get_object_or_404(queries.moderated(request.user, centre), pk=pk)
    address = reverse("claims:moderate", args=[centre.number, claim.pk])
    context = {
        **pages_of(request, claim, address),
        "can_sample": claim.status == Status.READY,
        "can_review": claim.status == Status.SAMPLED,
        "reports": queries.reports_on(claim),
        "report_written": rules.reports.says_something(queries.report_being_written(claim)),
        "concerns": queries.concerns(claim),
    }
    return render(request, "claims/moderate.html", context)


@at_centre(Permission.MODERATE_CLAIMS)
def sample(request, centre, pk):
    """Choose candidate-units for the sample, a page of candidates at a time."""
    claim = get_object_or_404(queries.moderated(request.user, centre), pk=pk)
    if request.method == "POST":
        try:
            saved = save_sample(request, claim)
        except (MoveRefused, rules.ClaimNotReady) as refusal:
            messages.error(request, str(refusal))
            return redirect("claims:moderate", centre.number, claim.pk)
        messages.success(request, f"Sample saved: {saved.lines.count()} chosen. Not sent yet.")
        if "view" in request.POST:
            return redirect("claims:send_sample", centre.number, claim.pk)
        return redirect(request.get_full_path())
    if claim.status != Status.READY:
        return redirect("claims:moderate", centre.number, claim.pk)
    return render(request, "claims/sample.html", sheet_of(request, claim))


def save_sample(request, claim):
    """Keep what is ticked on this page, and what was chosen on the others."""
    lines = {line.pk: line for line in claim.lines.filter(live=True)}
    shown, ticked = ids(request, "shown"), ids(request, "sample")
    sample = queries.sample_of(claim, sent=False)
    kept = {line.pk for line in sample.lines.all()} - shown if sample else set()
    chosen = [lines[pk] for pk in (kept | ticked) & lines.keys()]
    return commands.save_sample(claim=claim, lines=chosen, by=request.user, at=timezone.now())


def ids(request, name):
    """The numbers sent under a name."""
    return set(map(int, filter(is_id, request.POST.getlist(name))))


def sheet_of(request, claim):
    """The claim's grid with what is chosen, and what the choice leaves uncovered."""
    saved = queries.sample_of(claim, sent=False)
    chosen = {line.pk for line in saved.lines.all()} if saved else set()
    lines = list(queries.lines(claim).filter(live=True))
    return {
        **pages_of(request, claim, ""),
        "chosen": chosen,
        "uncovered": rules.uncovered(lines, chosen),
        "assessors": sorted({str(line.assessor) for line in lines}),
    }


@at_centre(Permission.MODERATE_CLAIMS)
def send(request, centre, pk):
    """The saved sample once more, and the question whether to send it to the centre."""
    claim = get_object_or_404(queries.moderated(request.user, centre), pk=pk)
    if request.method == "POST":
        try:
            commands.send_sample(claim=claim, by=request.user, at=timezone.now())
        except (MoveRefused, rules.ClaimNotReady) as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(
                request, f"The sample of claim {claim.number} has been sent to the centre."
            )
            return redirect("claims:to_sample")
        return redirect("claims:moderate", centre.number, claim.pk)
    saved = queries.sample_of(claim, sent=False)
    if claim.status != Status.READY or not saved:
        return redirect("claims:moderate", centre.number, claim.pk)
    lines = list(queries.lines(claim).filter(live=True))
    chosen = {line.pk for line in saved.lines.all()}
    context = {
        "claim": claim,
        "lines": [line for line in lines if line.pk in chosen],
        "uncovered": rules.uncovered(lines, chosen),
    }
    return render(request, "claims/send_sample.html", context)
