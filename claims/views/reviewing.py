"""The moderator's side after the visit: Review claims, agree, withdraw."""

from dataclasses import replace
from urllib.parse import urlencode

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone

from claims import commands, queries, rules
from claims.forms import AgreeForm, ReviewFilters, ReviewSheet, WithdrawForm, judged_ids
from claims.states import TOUCHED, Outcome, Status
from claims.views.history import LINE_SORTS
from claims.views.moderating import claim_to_moderate, waiting
from entries.queries import found_as_known, named_as_sorted
from entries.queries.people import says
from interchange import shown
from interchange.accounts.access import anywhere, at_centre
from interchange.accounts.roles import Permission
from interchange.look import tables
from interchange.words import words_typed
from interchange.workflow import MoveRefused


@anywhere(Permission.MODERATE_CLAIMS)
def to_review(request):
    """The sampled claims of the moderator's centres, oldest first."""
    return render(request, "claims/to_review.html", waiting(request, Status.SAMPLED))


@at_centre(Permission.MODERATE_CLAIMS)
def review(request, centre, pk):
    """The lines of a sampled claim, each to be agreed, changed or withdrawn with a reason.

    Every button saves what was typed before it does anything else; what cannot be saved stays.
    """
    claim = claim_to_moderate(request, centre, pk)
    if request.method == "GET" and claim.status != Status.SAMPLED:
        return redirect("claims:moderate", centre.number, claim.pk)
    context = _page_of(request, claim)
    if request.method == "POST" and _save(request, claim, context["sheet"], context["touched"]):
        return redirect(_onward(request, claim))
    return render(request, "claims/review.html", context)


def _page_of(request, claim):
    """The lines asked for, a page of them; those that were sent are shown again."""
    filters = filters_of(claim, request.GET)
    chosen = filters.chosen()
    found = narrowed(claim, chosen).select_related("candidate", "unit", "assessor")
    found = found_as_known(claim.centre, found, chosen["text"], timezone.now())
    listing = tables.listing(request, found, sorts=LINE_SORTS, default="name", saves=True)
    named_as_sorted(listing)
    if request.method == "POST":
        listing = replace(listing, rows=_sent(claim, request.POST))
    sheet = ReviewSheet(listing.rows, request.POST)
    return {
        "claim": claim,
        "filters": filters,
        "listing": listing,
        "sheet": sheet,
        "errors": sheet.errors,
        "sampled": queries.sampled_ids(claim),
        "gradable": rules.gradable(claim.qualification),
        "agreement": rules.agreement_in_words(queries.agreement(claim)),
        "touched": claim.lines.filter(outcome__in=TOUCHED).count(),
    }


def filters_of(claim, asked):
    """The filters of the claim's review, as the address has them."""
    on_claim = {"units": queries.units_on(claim), "assessors": queries.assessors_on(claim)}
    return ReviewFilters(asked, **on_claim)


FILTERED = {"unit": "unit__number", "assessor": "assessor", "grade": "claimed"}


def narrowed(claim, chosen):
    """The lines of the claim that the filters ask for."""
    lines = claim.lines.exclude(outcome=Outcome.LEFT_OUT)
    for word in words_typed(chosen["text"]):
        lines = lines.filter(says(word, "candidate__"))
    for name, column in FILTERED.items():
        if chosen[name]:
            lines = lines.filter(**{column: chosen[name]})
    if chosen["show"] == "sample":
        return lines.filter(pk__in=queries.sampled_ids(claim))
    return lines.filter(outcome__in=TOUCHED) if chosen["show"] else lines


def _sent(claim, data):
    """The lines that a page which was sent had shown, in its order."""
    lines = queries.lines(claim).exclude(outcome=Outcome.LEFT_OUT)
    found = lines.in_bulk(judged_ids(data))
    return [found[pk] for pk in judged_ids(data) if pk in found]


def _save(request, claim, sheet, touched):
    """Save the moderator's changes and say so; whether that could be done. Errors say why not."""
    if "all" in request.POST and (sheet.changes or touched):
        number = max(touched, len(sheet.changes))
        sheet.errors.append(("", f"Not every grade is as claimed: {number} changed. {AS_CHANGED}"))
        return False
    try:
        done = commands.review(
            claim=claim, changes=sheet.changes, by=request.user, at=timezone.now()
        )
    except rules.GradeRefused as refusal:
        sheet.refuse(refusal.objections)
        return False
    except MoveRefused as refusal:
        sheet.errors.append(("", f"{refusal} What you typed stays here, for you to copy."))
        return False
    if done or not {"go", "filter", "all", "agree"} & request.POST.keys():
        messages.success(request, f"Review saved: {done} changed.")
    return True


AS_CHANGED = "Press Agree and submit to submit them so, or give back the grades claimed first."


ASKED = ("q", "unit", "assessor", "grade", "show", "sort")


def _onward(request, claim):
    """Where the button that was pressed leads once everything is saved."""
    asked = request.POST
    if "agree" in asked or "all" in asked:
        return redirect("claims:agree", claim.centre.number, claim.pk).url
    if "filter" in asked:
        wanted = {name: asked.get(name, "") for name in ASKED}
        return f"{request.path}?{urlencode(wanted)}"
    if asked.get("go", "").startswith("?"):
        return f"{request.path}{asked['go']}"
    return request.get_full_path()


@at_centre(Permission.MODERATE_CLAIMS)
def agree(request, centre, pk):
    """What the moderator submits to the board, and when the visit was."""
    claim = claim_to_moderate(request, centre, pk)
    if request.method == "GET" and claim.status != Status.SAMPLED:
        return redirect("claims:moderate", centre.number, claim.pk)
    form, seen = _agree_form(request, claim), shown.carried_by(request.POST, _purpose(claim))
    if form.is_valid():
        try:
            claim = commands.agree(
                claim=claim,
                by=request.user,
                at=timezone.now(),
                seen=seen,
                **form.cleaned_data,
            )
        except shown.ShownOtherwise as refusal:
            form.add_error(None, str(refusal))
        except rules.VisitUnknown as refusal:
            form.ask_whether_held(str(refusal))
        except rules.VisitedBefore as refusal:
            form.ask_whether_seen(str(refusal))
        except (rules.ClaimNotReady, MoveRefused) as refusal:
            form.add_error(None, str(refusal))
        else:
            told = f"Claim {claim.number} has been submitted. Its reference is {claim.reference}."
            messages.success(request, told)
            return redirect("claims:moderate", centre.number, claim.pk)
    now = queries.shown_to_agree(claim)
    context = {
        "claim": claim,
        "form": form,
        "outcomes": queries.outcomes(claim),
        "report_written": _report_written(claim),
        "shown": shown.carried(_purpose(claim), now),
        "differences": shown.differences(seen, now),
        "touched": queries.touched(claim),
        "agreement": rules.agreement_in_words(queries.agreement(claim)),
    }
    return render(request, "claims/agree.html", context)


def _purpose(claim):
    """What the page that submits the claim to the board may be used for."""
    return f"agree claim {claim.pk}"


def _agree_form(request, claim):
    """The form that asks when the visit was."""
    return AgreeForm(
        request.POST or None,
        visits=queries.visits_to_agree(claim, timezone.localdate()),
        since=claim.submitted_at and timezone.localdate(claim.submitted_at),
    )


def _report_written(claim):
    """Whether a feedback report is written that goes to the centre with what is done next."""
    return rules.reports.says_something(queries.report_being_written(claim))


@at_centre(Permission.MODERATE_CLAIMS)
def withdraw(request, centre, pk):
    """The question whether, and why, to withdraw the whole claim."""
    claim = claim_to_moderate(request, centre, pk)
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
    context = {"claim": claim, "form": form, "report_written": _report_written(claim)}
    return render(request, "claims/withdraw.html", context)
