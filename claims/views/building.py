"""Building a claim: Make claims, and the lists By Candidate and By Unit."""

from dataclasses import dataclass

from django.contrib import messages
from django.db.models import BooleanField, ExpressionWrapper, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from claims import commands, queries, rules
from claims.commands.locking import moved_on
from claims.states import EDITABLE
from interchange.accounts.access import at_centre
from interchange.accounts.roles import Permission
from interchange.catalogue.models import Qualification
from interchange.look import tables
from results import queries as results_queries
from results.queries import Prospect

NAME = ("sorts_as", "ocr_number")
CANDIDATE_SORTS = {
    "name": NAME,
    "number": ("ocr_number",),
    "born": ("born_on", *NAME),
    "action": (ExpressionWrapper(Q(grades__gt=0), BooleanField()), *NAME),
}


@dataclass(frozen=True)
class Listed:
    """A candidate in a list, with the grades on the claim and what it means for them."""

    claimant: queries.Claimant
    grades: int
    unsaved: int
    prospect: Prospect

    @property
    def candidate(self):
        """Who it is."""
        return self.claimant.candidate

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
        return no_longer(request, claim)
    typed = queries.counted_unsaved(claim, request.user)
    text = request.GET.get("q", "").strip()
    found = queries.may_stand(claim, text)
    listing = tables.listing(request, found, sorts=CANDIDATE_SORTS, default="name")
    shown = {one.pk: one.grades for one in listing}
    prospects = results_queries.prospects(claim, shown, timezone.localdate())
    of = {one.candidate.pk: one for one in queries.claimants(claim, list(shown))}
    listing.rows[:] = [
        Listed(of[pk], grades, typed.get(pk, 0), prospects[pk]) for pk, grades in shown.items()
    ]
    context = {
        "claim": claim,
        "listing": listing,
        "text": text,
        "is_empty": not (shown or queries.may_stand(claim).exists()),
        "unsaved": sum(typed.values()),
    }
    return render(request, "claims/by_candidate.html", context)


@at_centre(Permission.MAKE_CLAIMS)
@require_safe
def by_unit(request, centre, pk):
    """The units of a claim, each with Create new or Edit."""
    claim = get_object_or_404(queries.claims(centre), pk=pk)
    if claim.status not in EDITABLE:
        return no_longer(request, claim)
    counted = queries.counted_by_unit(claim)
    of_units = queries.units(claim.qualification) + queries.dropped(claim)
    held = results_queries.units_held_by(queries.may_stand(claim), claim, timezone.localdate())
    listed = [(unit, counted.get(unit.pk, 0), held.get(unit.number, 0)) for unit in of_units]
    typed = queries.counted_unsaved(claim, request.user)
    context = {"claim": claim, "units": listed, "unsaved": sum(typed.values())}
    return render(request, "claims/by_unit.html", context)


def no_longer(request, claim):
    """Lead to a claim that takes no grades any more, and say why it cannot be edited."""
    messages.info(request, moved_on(claim))
    return redirect(claim)
