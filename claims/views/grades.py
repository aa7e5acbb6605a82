"""Typing grades: the page of one candidate, and the page of one unit."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from claims import commands, queries, rules
from claims.commands.locking import moved_on
from claims.forms import GradeSheet, typed_cells, typed_ids
from claims.states import EDITABLE
from claims.views.building import CANDIDATE_SORTS, NAME, no_longer
from entries.models import Candidate
from interchange.accounts.access import at_centre
from interchange.accounts.roles import Permission
from interchange.interrupted.commands import forget
from interchange.interrupted.queries import as_sent
from interchange.look import tables
from interchange.workflow import MoveRefused
from results import queries as results_queries

DONE, SHOW, TOO_LATE = "done", "show", "too late"  # what comes after a button was pressed
APPLYING = ("apply", "everywhere", "where_empty")  # Apply to all, and the answers to its question
UNIT_SORTS = {**CANDIDATE_SORTS, "action": ("is_claimed", *NAME)}
NOT_SAVED = "Nothing was saved; what you typed is below, for you to copy."


@at_centre(Permission.MAKE_CLAIMS)
def candidate(request, centre, pk, ocr_number):
    """One candidate's units on the claim."""
    claim = get_object_or_404(queries.claims(centre), pk=pk)
    if shut := taken_up(request, claim):
        return shut
    who = get_object_or_404(Candidate, ocr_number=ocr_number)
    places = queries.places_of_candidate(claim, who, request.user)
    if not places:
        raise Http404
    sheet = GradeSheet(places, assessors_of(claim), request.POST or None, teacher=request.user.name)
    outcome = _pressed(request, claim, sheet)
    if outcome is TOO_LATE:
        return redirect("claims:unsaved", centre.number, claim.pk)
    if outcome is DONE:
        return redirect("claims:by_candidate", centre.number, claim.pk)
    sheet.show(results_queries.prospects(claim, sheet.candidate_ids, timezone.localdate()))
    context = {"claim": claim, "sheet": sheet, "errors": sheet.errors, "who": places[0].claimant}
    context["prospect"] = sheet.rows[0].prospect
    context["other_bodies"] = queries.may_add_other_bodies(claim, places[0].claimant)
    return render(request, "claims/candidate.html", context)


@at_centre(Permission.MAKE_CLAIMS)
def unit(request, centre, pk, unit):
    """One unit on the claim, all its candidates, some a page."""
    claim = get_object_or_404(queries.claims(centre), pk=pk)
    if shut := taken_up(request, claim):
        return shut
    marked = queries.units(claim.qualification)
    found = queries.unit_on(claim, unit, marked)
    if found is None:
        raise Http404
    listing, people = _people_of(request, claim, found, marked)
    places = queries.places_of_unit(claim, found, people, request.user)
    sheet = GradeSheet(places, assessors_of(claim), request.POST or None, teacher=request.user.name)
    outcome = _pressed(request, claim, sheet)
    if outcome is TOO_LATE:
        return redirect("claims:unsaved", centre.number, claim.pk)
    if outcome is DONE:
        cancelled = "cancel" in request.POST
        back = reverse("claims:by_unit", args=[centre.number, claim.pk])
        return redirect(back if cancelled else request.get_full_path())
    sheet.show(results_queries.prospects(claim, sheet.candidate_ids, timezone.localdate()))
    context = {"claim": claim, "sheet": sheet, "errors": sheet.errors, "unit": found}
    context |= {"listing": listing, "text": request.GET.get("q", "").strip()}
    return render(request, "claims/unit.html", context)


def taken_up(request, claim):
    """Keep the grades of a form that was cut off, as typed; give the way to them, or to the claim,
    where it takes no grades any more, else None."""
    if request.method != "GET":
        return None
    form = getattr(request, "interrupted", None)
    if form:
        cells = [one for one in typed_cells(as_sent(form)) if one.seen != one.wanted]
        commands.remember(claim=claim, cells=cells, by=request.user, at=timezone.now())
    if claim.status in EDITABLE:
        return None
    if not form:
        return no_longer(request, claim)
    request.interrupted = None
    forget(typist=request.user, pk=form.pk)
    messages.error(request, f"{moved_on(claim)} {NOT_SAVED}")
    return redirect("claims:unsaved", claim.centre.number, claim.pk)


def _people_of(request, claim, found, marked):
    """The page of candidates of a unit, and who they are; when it is sent, those that it showed."""
    text = request.GET.get("q", "").strip()
    may_stand = queries.may_stand_for(claim, found, text)
    listing = tables.listing(request, may_stand, sorts=UNIT_SORTS, default="name")
    if request.method == "POST":
        typed = typed_ids(request.POST)
        shown = queries.may_stand_for(claim, found).filter(pk__in=typed)
        listing.rows[:] = tables.ordered(shown, UNIT_SORTS, listing.sort)
    shown = queries.claimants(claim, [one.pk for one in listing], marked)
    of = {one.candidate.pk: one for one in shown}
    return listing, [of[one.pk] for one in listing]


def _pressed(request, claim, sheet):
    """Do what the button says, and give what comes next: DONE, SHOW the page, or TOO_LATE.

    Apply to all and Cancel save nothing: the one changes what the page shows, the other asks
    before what was typed is discarded. Whatever is not saved is kept as the typist's own.
    """
    if request.method != "POST":
        return SHOW
    typist = {"claim": claim, "by": request.user, "at": timezone.now()}
    if "discard" in request.POST:
        commands.discard(places=[row.cell.place for row in sheet.rows], **typist)
        return DONE
    if claim.status not in EDITABLE:
        return _too_late(request, sheet, typist, moved_on(claim))
    if "cancel" in request.POST:
        sheet.asking = bool(sheet.changed)
        return SHOW if sheet.asking else DONE
    for button, act in (
        ("undo", _undo),
        ("leave", _remember),
        *((one, _apply) for one in APPLYING),
    ):
        if button in request.POST:
            act(request, sheet, typist)
            return SHOW
    return save(request, sheet, typist)


def _apply(request, sheet, typist):
    """Give what was chosen in a row to those below it, or ask first where that replaces others."""
    key = next(request.POST[name] for name in APPLYING if name in request.POST)
    answers = {name: name in request.POST for name in ("everywhere", "where_empty")}
    _remember(request, sheet, typist, sheet.apply_below(key, **answers))


def _undo(request, sheet, typist):
    """Let the rows below say again what they said before Apply to all."""
    back = sheet.undo()
    _remember(request, sheet, typist, back)
    messages.info(request, f"Undone in {len(back)} row{'' if len(back) == 1 else 's'}.")


def _remember(request, sheet, typist, touched=()):
    """Keep what is typed on the page as the typist's own; of `touched` rows also that it is not."""
    touched = [row for row in touched if not row.changed]
    commands.remember(cells=[*sheet.cells, *(row.cell for row in touched)], **typist)


def save(request, sheet, typist):
    """Save the changed rows of the page, or keep them and note on it what is wrong."""
    refusal = None
    if sheet.is_valid():
        try:
            changed = commands.save_grades(cells=sheet.cells, **typist)
        except rules.CellsRefused as problem:
            refusal = problem
        except MoveRefused as moved:
            return _too_late(request, sheet, typist, moved)
        else:
            told = {0: "nothing had changed", 1: "1 change"}.get(changed, f"{changed} changes")
            messages.success(request, f"Claim saved: {told}.")
            _warn_of_held(request, typist["claim"], {one.candidate_id for one in sheet.cells})
            return DONE
    _remember(request, sheet, typist)
    if refusal:
        sheet.refuse_cells(refusal.problems)
    return SHOW


def _too_late(request, sheet, typist, sentence):
    """Keep what was typed where the claim takes no grades any more, and say so."""
    _remember(request, sheet, typist)
    messages.error(request, f"{sentence} {NOT_SAVED}")
    return TOO_LATE


def _warn_of_held(request, claim, candidate_ids):
    """Say how many grades of the candidates are for units held already, and lack the reason."""
    unsaid = results_queries.unsaid(claim, timezone.localdate(), candidate__in=candidate_ids)
    if unsaid:
        grades = "1 grade is for a unit"
        if len(unsaid) > 1:
            grades = f"{len(unsaid)} grades are for units"
        told = "that the candidate holds already. You are asked why before you submit the claim."
        messages.warning(request, f"{grades} {told}")


def assessors_of(claim):
    """The centre assessors to choose from."""
    return list(queries.assessors(claim.centre, claim.qualification))
