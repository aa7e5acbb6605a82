"""The moderator's side after the visit: Review claims, agree, withdraw."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from claims import commands, queries, rules
from claims.forms import AgreeForm, WithdrawForm, reviewed
from claims.states import Outcome, Status
from claims.views.history import LINE_SORTS
from claims.views.moderating import waiting
from interchange.accounts.access import anywhere, at_centre
from interchange.accounts.roles import Permission
from interchange.look import tables
from interchange.workflow import MoveRefused


@anywhere(Permission.MODERATE_CLAIMS)
def to_review(request):
    """The sampled claims of the moderator's centres, oldest first."""
    return render(request, "claims/to_review.html", waiting(request, Status.SAMPLED))


@at_centre(Permission.MODERATE_CLAIMS)
def review(request, centre, pk):
    """The lines of a sampled claim, each to be agreed, changed or withdrawn with a reason."""
    claim = get_object_or_404(queries.moderated(request.user, centre), pk=pk)
    if request.method == "GET" and claim.status != Status.SAMPLED:
        return redirect("claims:moderate", centre.number, claim.pk)
    lines = queries.lines(claim).exclude(outcome=Outcome.LEFT_OUT)
    listing = tables.listing(request, lines, sorts=LINE_SORTS, default="name")
    gradable = rules.gradable(claim.qualification)
    rows, errors = reviewed(request.POST, listing.rows), []
    if request.method == "POST":
        errors = save(request, claim, [row.change for row in rows if row.changed])
        if not errors and "agree" in request.POST:
            return redirect("claims:agree", centre.number, claim.pk)
        if not errors:
            return redirect(request.get_full_path())
    context = {"claim": claim, "listing": listing, "rows": rows, "errors": errors}
    context |= {"gradable": gradable, "sampled": queries.sampled_ids(claim)}
    return render(request, "claims/review.html", context)


def save(request, claim, changes):
    """Save the moderator's changes; give the sentences that say why not."""
    try:
        done = commands.review(claim=claim, changes=changes, by=request.user, at=timezone.now())
    except (rules.GradeRefused, MoveRefused) as refusal:
        return [str(refusal)]
    messages.success(request, f"Review saved: {done} changed.")
    return []


@at_centre(Permission.MODERATE_CLAIMS)
def agree(request, centre, pk):
    """What the moderator submits to the board, and when the visit was."""
    claim = get_object_or_404(queries.moderated(request.user, centre), pk=pk)
    if request.method == "GET" and claim.status != Status.SAMPLED:
        return redirect("claims:moderate", centre.number, claim.pk)
    visits = queries.visits_to_agree(claim, timezone.localdate())
    since = claim.submitted_at and timezone.localdate(claim.submitted_at)
    form = AgreeForm(request.POST or None, visits=visits, since=since)
    if form.is_valid():
        try:
            claim = commands.agree(
                claim=claim, by=request.user, at=timezone.now(), **form.cleaned_data
            )
        except rules.VisitedBefore as refusal:
            form.ask_whether_seen(str(refusal))
        except (rules.ClaimNotReady, MoveRefused) as refusal:
            form.add_error(None, str(refusal))
        else:
            told = f"Claim {claim.number} has been submitted. Its reference is {claim.reference}."
            messages.success(request, told)
            return redirect("claims:moderate", centre.number, claim.pk)
    context = {"claim": claim, "form": form, "outcomes": queries.outcomes(claim)}
    return render(request, "claims/agree.html", context)


@at_centre(Permission.MODERATE_CLAIMS)
def withdraw(request, centre, pk):
    """The question whether, and why, to withdraw the whole claim."""
    claim = get_object_or_404(queries.moderated(request.user, centre), pk=pk)
    if request.method == "GET" and claim.status not in (Status.READY, Status.SAMPLED):
        return redirect("claims:moderate", centre.number, claim.pk)
    form = WithdrawForm(request.POST or None)
    if form.is_valid():
        try:
            commands.withdraw(claim=claim, by=request.user, at=timezone.now(), **form.cleaned_data)
        except (rules.ClaimNotReady, MoveRefused) as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Claim {claim.number} has been withdrawn.")
            return redirect("claims:moderate", centre.number, claim.pk)
    return render(request, "claims/withdraw.html", {"claim": claim, "form": form})
