"""Typing grades: the page of one candidate, and the page of one unit."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from claims import commands, queries, rules
from claims.forms import GradeSheet, typed_ids
from claims.states import EDITABLE
from claims.views.building import CANDIDATE_SORTS, Listed, matches
from entries.models import Candidate
from interchange.accounts.access import at_centre
from interchange.accounts.roles import Permission
from interchange.look import tables
from interchange.workflow import MoveRefused
from results import queries as results

DONE, SHOW, TOO_LATE = None, 200, 409  # what a page answers after its button was pressed


@at_centre(Permission.MAKE_CLAIMS)
def candidate(request, centre, pk, ocr_number):
    """One candidate's units on the claim."""
    claim = get_object_or_404(queries.claims(centre), pk=pk)
    if request.method == "GET" and claim.status not in EDITABLE:
        return redirect(claim)
    who = get_object_or_404(Candidate, ocr_number=ocr_number)
    places = queries.places_of_candidate(claim, who, request.user)
    if not places:
        raise Http404
    sheet = GradeSheet(places, assessors_of(claim), request.POST or None, teacher=request.user.name)
    outcome = pressed(request, claim, sheet)
    if outcome is DONE:
        return redirect("claims:by_candidate", centre.number, claim.pk)
    sheet.show(results.prospects(claim, sheet.candidate_ids, timezone.localdate()))
    context = {"claim": claim, "sheet": sheet, "errors": sheet.errors, "who": places[0].claimant}
    context["prospect"] = sheet.rows[0].prospect
    context["other_bodies"] = queries.may_add_other_bodies(claim, places[0].claimant)
    return render(request, "claims/candidate.html", context, status=outcome)


@at_centre(Permission.MAKE_CLAIMS)
def unit(request, centre, pk, unit):
    """One unit on the claim, all its candidates, some a page."""
    claim = get_object_or_404(queries.claims(centre), pk=pk)
    if request.method == "GET" and claim.status not in EDITABLE:
        return redirect(claim)
    found = queries.unit_on(claim, unit)
    if found is None:
        raise Http404
    listing = people_of(request, claim, found)
    people = [one.claimant for one in listing]
    places = queries.places_of_unit(claim, found, people, request.user)
    sheet = GradeSheet(places, assessors_of(claim), request.POST or None, teacher=request.user.name)
    outcome = pressed(request, claim, sheet)
    if outcome is DONE:
        cancelled = "cancel" in request.POST
        back = reverse("claims:by_unit", args=[centre.number, claim.pk])
        return redirect(back if cancelled else request.get_full_path())
    sheet.show(results.prospects(claim, sheet.candidate_ids, timezone.localdate()))
    context = {"claim": claim, "sheet": sheet, "errors": sheet.errors, "unit": found}
    context |= {"listing": listing, "text": request.GET.get("q", "").strip()}
    return render(request, "claims/unit.html", context, status=outcome)


def people_of(request, claim, found):
    """The page of candidates of a unit; the same again, whoever came meanwhile, when it is sent."""
    on = set(claim.lines.filter(unit=found).values_list("candidate", flat=True))
    people = [
        Listed(one, one.candidate.pk in on)
        for one in queries.claimants(claim)
        if found.pk in one.units or one.candidate.pk in on
    ]
    text = request.GET.get("q", "").strip()
    shown = [one for one in people if matches(one.claimant, text)]
    listing = tables.listing(request, shown, sorts=CANDIDATE_SORTS, default="name")
    if request.method == "POST":
        typed = typed_ids(request.POST)
        listing.rows[:] = [one for one in people if one.candidate.pk in typed]
    return listing


def pressed(request, claim, sheet):
    """Do what the button says: DONE, or the HTTP status of the page to show.

    Apply to all and Cancel save nothing: the one changes what the page shows, the other asks
    before what was typed is discarded. Whatever is not saved is kept as the typist's own.
    """
    if request.method != "POST":
        return SHOW
    typist = {"claim": claim, "by": request.user, "at": timezone.now()}
    if "discard" in request.POST:
        commands.discard(places=[row.cell.place for row in sheet.rows], **typist)
        return DONE
    if "cancel" in request.POST:
        sheet.asking = bool(sheet.changed)
        return SHOW if sheet.asking else DONE
    if "apply" in request.POST:
        done = sheet.apply_below(request.POST["apply"])
        commands.remember(cells=sheet.cells, **typist)
        told = f"Applied to {done} below. Nothing is saved until you press Save claim."
        messages.info(request, told)
        return SHOW
    return save(request, sheet, typist)


def save(request, sheet, typist):
    """Save the changed rows of the page, or keep them and note on it what is wrong."""
    outcome, refusal = SHOW, None
    if sheet.is_valid():
        try:
            changed = commands.save_grades(cells=sheet.cells, **typist)
        except rules.CellsRefused as problem:
            refusal = problem
        except MoveRefused as moved:
            sheet.errors.append(("", f"{moved} What you typed is below, for you to copy."))
            outcome = TOO_LATE
        else:
            told = {0: "nothing had changed", 1: "1 change"}.get(changed, f"{changed} changes")
            messages.success(request, f"Claim saved: {told}.")
            warn_of_held(request, typist["claim"], {one.candidate_id for one in sheet.cells})
            return DONE
    commands.remember(cells=sheet.cells, **typist)
    if refusal:
        sheet.refuse_cells(refusal.problems)
    return outcome


def warn_of_held(request, claim, candidate_ids):
    """Say how many grades of the candidates are for units held already, and lack the reason."""
    unsaid = results.unsaid(claim, timezone.localdate(), candidate__in=candidate_ids)
    if unsaid:
        grades = "1 grade is for a unit"
        if len(unsaid) > 1:
            grades = f"{len(unsaid)} grades are for units"
        told = "that the candidate holds already. You are asked why before you submit the claim."
        messages.warning(request, f"{grades} {told}")


def assessors_of(claim):
    """The centre assessors to choose from."""
    return list(queries.assessors(claim.centre, claim.qualification))
