"""Visits as the moderator has them: booking, moving, calling off, having been."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from claims import commands, queries
from claims.forms import BookForm, CallOffForm, TookPlaceForm, VisitFilters
from claims.rules import visits as rules
from claims.views.visit_calendar import tabs
from claims.views.visits import about
from claims.visit_states import BOOK, CALL_OFF, HOLD, REBOOK, TO_COME
from interchange.accounts.access import anywhere, at_centre
from interchange.accounts.roles import Permission
from interchange.look import tables
from interchange.workflow import MoveRefused

SORTS = {
    "date": ("on", "pk"),
    "centre": ("centre__number", "on"),
    "subject": ("about__title", "on"),
    "type": ("kind", "on"),
    "status": ("status", "on"),
}


@anywhere(Permission.MODERATE_CLAIMS)
@require_safe
def to_visit(request):
    """The visits of the moderator's centres and subjects, those to come unless all are wanted."""
    filters = VisitFilters(request.GET, centres=queries.allocated_centres(request.user))
    chosen, visits = filters.chosen(), queries.moderated_visits(request.user)
    if not chosen["show"]:
        visits = visits.filter(status__in=TO_COME)
    if chosen["centre"]:
        visits = visits.filter(centre__number=chosen["centre"])
    listing = tables.listing(request, visits, sorts=SORTS, default="date")
    for visit in listing:
        visit.may_hold = visit.may_have_been(timezone.localdate())
    context = {"filters": filters, "listing": listing, "tabs": tabs(request.GET)}
    return render(request, "claims/to_visit.html", context)


@at_centre(Permission.MODERATE_CLAIMS)
@require_safe
def visit(request, centre, pk):
    """One visit as the moderator sees it."""
    visit = get_object_or_404(queries.moderated_visits_at(request.user, centre), pk=pk)
    may = {move.name: visit.status in move.sources for move in (BOOK, REBOOK, CALL_OFF)}
    may["hold"] = visit.may_have_been(timezone.localdate())
    return render(request, "claims/moderate_visit.html", {**about(visit), "may": may})


@at_centre(Permission.MODERATE_CLAIMS)
def book(request, centre, pk):
    """Book a visit that the centre asked for, as asked or otherwise."""
    done = "The visit is booked, and the centre is told."
    return _act(request, centre, pk, BookForm, BOOK, commands.book_visit, done)


@at_centre(Permission.MODERATE_CLAIMS)
def rebook(request, centre, pk):
    """Move a booked visit to another date or type."""
    done = "The visit has been moved, and the centre is told."
    return _act(request, centre, pk, BookForm, REBOOK, commands.rebook_visit, done)


@at_centre(Permission.MODERATE_CLAIMS)
def call_off(request, centre, pk):
    """Call a visit off, saying why."""
    done = "The visit has been called off, and the centre is told."
    return _act(request, centre, pk, CallOffForm, CALL_OFF, commands.call_off_visit, done)


@at_centre(Permission.MODERATE_CLAIMS)
def hold(request, centre, pk):
    """Say that a visit took place, and when."""
    done = "The visit is noted as having taken place."
    return _act(request, centre, pk, TookPlaceForm, HOLD, commands.hold_visit, done)


def _act(request, centre, pk, form_class, move, command, done):
    """Ask what the move needs to know, then carry it out; `done` tells that it was."""
    visit = get_object_or_404(queries.moderated_visits_at(request.user, centre), pk=pk)
    if request.method == "GET" and visit.status not in move.sources:
        return redirect("claims:moderate_visit", centre.number, visit.pk)
    form = form_class(request.POST or None, initial={"kind": visit.kind, "on": visit.on})
    if form.is_valid():
        try:
            command(visit=visit, by=request.user, at=timezone.now(), **form.cleaned_data)
        except (rules.VisitRefused, MoveRefused) as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, done)
            return redirect("claims:moderate_visit", centre.number, visit.pk)
    return render(request, f"claims/{move.name}_visit.html", {"visit": visit, "form": form})
