"""Building a claim: Make claims, By Candidate, By Unit."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from claims import commands, queries, rules
from claims.forms import GradeSheet, typed_ids
from claims.states import EDITABLE
from entries.models import Candidate
from interchange.accounts.access import at_centre
from interchange.accounts.roles import Permission
from interchange.catalogue.models import Qualification
from interchange.look import tables
from interchange.workflow import MoveRefused

DONE, SHOW, TOO_LATE = None, 200, 409  # what a page answers after its button was pressed
CANDIDATE_SORTS = {
    "name": "name",
    "number": "ocr_number",
    "born": ("born_on", "name"),
    "action": ("action", "name"),
}


@dataclass(frozen=True)
class Listed:
    """A candidate in a list, sortable by each heading."""

    claimant: queries.Claimant
    grades: int
    unsaved: int = 0

    @property
    def candidate(self):
        """Who it is."""
        return self.claimant.candidate

    @property
    def name(self):
        """The name to sort by."""
        return self.claimant.by_name

    @property
    def ocr_number(self):
        """The board's number for the candidate."""
        return self.candidate.ocr_number

    @property
    def born_on(self):
        """The date of birth."""
        return self.candidate.born_on

    @property
    def action(self):
        """What the link says: Edit once something is claimed."""
        return "Edit" if self.grades else "Create new"


@at_centre(Permission.MAKE_CLAIMS)
@require_safe
def make(request, centre):
    """The qualifications the centre can claim for."""
    text = request.GET.get("q", "").strip()
    context = {"offers": queries.offers(centre, text), "text": text}
    return render(request, "claims/make.html", context)


@at_centre(Permission.MAKE_CLAIMS)
def start(request, centre, code):
    """Create the claim for a qualification, or go on with the one in progress."""
    if request.method != "POST":
        return redirect("claims:make", centre.number)
    qualification = get_object_or_404(Qualification.objects.select_related("subject"), code=code)
    try:
        claim = commands.start(
            centre=centre, qualification=qualification, by=request.user, at=timezone.now()
        )
    except rules.ClaimNotReady as refusal:
        messages.warning(request, str(refusal))
        return redirect("claims:assessors", centre.number, code)
    return redirect("claims:by_candidate", centre.number, claim.pk)


@at_centre(Permission.MAKE_CLAIMS)
@require_safe
def by_candidate(request, centre, pk):
    """The candidates of a claim, each with Create new or Edit."""
    claim = get_object_or_404(queries.claims(centre), pk=pk)
    if claim.status not in EDITABLE:
        return redirect(claim)
    counted = queries.counted_by_candidate(claim)
    typed = queries.counted_unsaved(claim, request.user)
    people = [
        Listed(one, counted.get(one.candidate.pk, 0), typed.get(one.candidate.pk, 0))
        for one in queries.claimants(claim)
    ]
    text = request.GET.get("q", "").strip()
    listing = tables.listing(
        request,
        [one for one in people if matches(one.claimant, text)],
        sorts=CANDIDATE_SORTS,
        default="name",
    )
    context = {"claim": claim, "listing": listing, "text": text, "total": len(people)}
    context["unsaved"] = sum(typed.values())
    return render(request, "claims/by_candidate.html", context)


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
    sheet = GradeSheet(places, assessors_of(claim), request.POST or None)
    outcome = pressed(request, claim, sheet)
    if outcome is DONE:
        return redirect("claims:by_candidate", centre.number, claim.pk)
    context = {"claim": claim, "sheet": sheet, "errors": sheet.errors, "who": places[0].claimant}
    context["other_bodies"] = queries.may_add_other_bodies(claim, places[0].claimant)
    return render(request, "claims/candidate.html", context, status=outcome)


@at_centre(Permission.MAKE_CLAIMS)
@require_safe
def by_unit(request, centre, pk):
    """The units of a claim, each with Create new or Edit."""
    claim = get_object_or_404(queries.claims(centre), pk=pk)
    if claim.status not in EDITABLE:
        return redirect(claim)
    counted = queries.counted_by_unit(claim)
    listed = [(unit, counted.get(unit.pk, 0)) for unit in queries.units(claim.qualification)]
    typed = queries.counted_unsaved(claim, request.user)
    context = {"claim": claim, "units": listed, "unsaved": sum(typed.values())}
    return render(request, "claims/by_unit.html", context)


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
    sheet = GradeSheet(places, assessors_of(claim), request.POST or None)
    outcome = pressed(request, claim, sheet)
    if outcome is DONE:
        cancelled = "cancel" in request.POST
        back = reverse("claims:by_unit", args=[centre.number, claim.pk])
        return redirect(back if cancelled else request.get_full_path())
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
            return DONE
    commands.remember(cells=sheet.cells, **typist)
    if refusal:
        sheet.refuse_cells(refusal.problems)
    return outcome


def assessors_of(claim):
    """The centre assessors to choose from."""
    return list(queries.assessors(claim.centre, claim.qualification))


def matches(claimant, text):
    """Whether the candidate's name or numbers contain every word typed."""
    told = f"{claimant.candidate.name} {claimant.candidate.ocr_number} {claimant.number}"
    return all(word in told.casefold() for word in text.casefold().split())
