"""Sending a claim to the moderator, and taking it back."""

from urllib.parse import urlencode

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from claims import commands, queries, rules
from claims.commands.locking import moved_on
from claims.forms import SubmitForm
from claims.rules.checklist import SHOWN
from claims.states import EDITABLE, Status
from interchange import shown
from interchange.accounts.access import at_centre
from interchange.accounts.roles import Permission
from interchange.workflow import MoveRefused
from results import commands as results_commands
from results.queries import oddities, unsaid


@at_centre(Permission.MAKE_CLAIMS)
def submit(request, centre, pk):
    """What is odd about the claim, the declaration, and the question whether to submit it now.

    All but the answer Yes stand in addresses of their own, so that Back in a browser, which keeps
    no page of the portal, has something to ask for.
    """
    claim = get_object_or_404(queries.claims(centre), pk=pk)
    if claim.status not in EDITABLE:
        return _already(request, claim)
    form = SubmitForm(_typed(request))
    if form.is_valid() and "back" not in form.data:
        try:
            return _confirm_or_submit(request, claim, **form.cleaned_data)
        except rules.ClaimNotReady as refusal:
            declared = form.cleaned_data["declared"]
            if declared and "confirmed" in request.POST:
                messages.error(request, str(refusal))
                return redirect(_back_to(request, form.cleaned_data["results_email"]))
            form.add_error(refusal.field or None, str(refusal))
        except shown.ShownOtherwise:
            seen = shown.carried_by(request.POST, _purpose(claim))
            return _ask(request, claim, form.cleaned_data["results_email"], seen)
        except MoveRefused:
            return _already(request, claim)
    found = oddities(claim, request.user, timezone.localdate())
    context = {
        "claim": claim,
        "form": form,
        "counts": queries.counts(claim),
        "oddities": _linked(claim, found),
    }
    return render(request, "claims/submit.html", context)


def _typed(request):
    """What was sent with Yes, or stands in the page's own address; None where neither is."""
    return request.POST or (request.GET if "results_email" in request.GET else None)


def _back_to(request, results_email):
    """The address of the page before the question, filled in as it was."""
    typed = {"declared": "on", "results_email": results_email, "back": "1"}
    return f"{request.path}?{urlencode(typed)}"


def _linked(claim, found):
    """Each oddity with its places as (sentence, address of what mends it) pairs."""
    return [
        (one, [(place.sentence, _address(claim, place)) for place in one.places[:SHOWN]])
        for one in found
    ]


def _address(claim, place):
    """Where what is odd at the place is mended."""
    if place.email:
        return f"mailto:{place.email}"
    number = claim.centre.number
    if place.page == "evidence":
        return f"{claim.get_absolute_url()}#evidence"
    if place.page == "assessors":
        return reverse("claims:assessors", args=[number, claim.qualification.code])
    if place.page == "qualification":
        return reverse("catalogue:qualification", args=[claim.qualification.code])
    if place.page:
        return reverse(f"claims:{place.page}", args=[number, claim.pk])
    return reverse("claims:candidate", args=[number, claim.pk, place.candidate])


def _already(request, claim):
    """Say who submitted the claim, which may have been oneself a moment ago, and show it."""
    claim.refresh_from_db()
    if claim.status == Status.READY and claim.submitted_by == request.user:
        when = timezone.localtime(claim.submitted_at)
        messages.info(
            request,
            f"You have already submitted this claim, as claim {claim.number}, at"
            f" {when:%H:%M on %-d %B %Y}. Nothing was sent twice.",
        )
    else:
        messages.warning(request, moved_on(claim))
    return redirect(claim)


def _confirm_or_submit(request, claim, *, declared, results_email):
    """Ask whether to submit, or submit where the answer was yes."""
    if "confirmed" not in request.POST:
        rules.check_can_submit(list(queries.to_bank(claim)), declared=declared)
        rules.check_said_why(len(unsaid(claim, timezone.localdate())))
        return _ask(request, claim, results_email)
    claim = results_commands.submit(
        claim=claim,
        declared=declared,
        results_email=results_email,
        by=request.user,
        at=timezone.now(),
        seen=shown.carried_by(request.POST, _purpose(claim)),
    )
    messages.success(
        request,
        f"Claim {claim.number} has been submitted. Keep the declarations your candidates signed."
        f" Letters about the claim go to {claim.results_email}.",
    )
    return redirect(claim)


def _ask(request, claim, results_email, seen=None):
    """The question whether to submit the claim as it is now; anew where that is not as `seen`."""
    now = queries.shown_to_submit(claim)
    context = {
        "claim": claim,
        "typed": {"results_email": results_email},
        "counts": queries.counts(claim),
        "unsaved": sum(queries.counted_unsaved(claim, request.user).values()),
        "back": _back_to(request, results_email),
        "shown": shown.carried(_purpose(claim), now),
    }
    if seen is not None:
        context |= {"errors": [("", shown.CHANGED)], "differences": shown.differences(seen, now)}
    return render(request, "claims/confirm_submit.html", context)


def _purpose(claim):
    """What the page that asks may be used for."""
    return f"submit claim {claim.pk}"


@at_centre(Permission.MAKE_CLAIMS)
def recall(request, centre, pk):
    """Take a claim back while it is ready for sampling, after asking."""
    claim = get_object_or_404(queries.claims(centre), pk=pk)
    if request.method == "POST":
        try:
            commands.recall(claim=claim, by=request.user, at=timezone.now())
        except (MoveRefused, rules.ClaimNotReady) as refusal:
            messages.error(request, str(refusal))
            return redirect(claim)
        messages.success(
            request, f"Claim {claim.number} is in progress again. It keeps its number."
        )
        return redirect("claims:by_candidate", centre.number, claim.pk)
    if claim.status != Status.READY:
        return redirect(claim)
    return render(request, "claims/recall.html", {"claim": claim})
