"""Visits as the centre has them: the year's list, asking for one, one visit, cancelling it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from claims import commands, queries
from claims.forms import AskForVisitForm, CancelVisitForm, YearFilters
from claims.rules import visits as rules
from claims.views.visit_calendar import tabs
from claims.visit_states import CANCEL, TO_COME, Status
from interchange.accounts import permissions
from interchange.accounts.access import at_centre
from interchange.accounts.roles import Permission
from interchange.audit import trail
from interchange.workflow import MoveRefused


@at_centre(Permission.VIEW_CENTRE)
@require_safe
def visits(request, centre):
    """The visits of an academic year, subject by subject, and what is left of the free ones."""
    today = timezone.localdate()
    found = list(queries.visits_at(centre))
    years = rules.years([today, *(visit.on for visit in found)])
    filters = YearFilters(request.GET, years=years)
    chosen = filters.chosen()["year"]
    day = rules.day_in(int(chosen), today) if chosen else today
    context = {
        "tabs": tabs(request.GET, centre=centre),
        "filters": filters if len(years) > 1 else None,
        "year": rules.year_of(day),
        "of_subjects": queries.visits_by_subject(centre, day, _shown(found, day, today)),
        "limits": queries.visit_limits(day),
        "may_ask": permissions.can(request.user, Permission.MAKE_CLAIMS, centre=centre),
        "needed": permissions.needed(Permission.MAKE_CLAIMS),
    }
    return render(request, "claims/visits.html", context)


def _shown(found, day, today):
    """The visits of the day's academic year; with today's, those to come as well."""
    return [
        visit
        for visit in found
        if rules.year_of(visit.on) == rules.year_of(day) or (day == today and visit.on > today)
    ]


@at_centre(Permission.MAKE_CLAIMS)
def ask(request, centre):
    """Ask the moderators of a subject for a visit."""
    subjects = queries.visit_subjects(centre)
    initial = {"subject": request.GET.get("subject"), "teacher": request.user.name}
    form = AskForVisitForm(request.POST or None, subjects=subjects, initial=initial)
    if form.is_valid():
        try:
            visit = commands.ask_for_visit(
                centre=centre, by=request.user, at=timezone.now(), **form.cleaned_data
            )
        except rules.VisitDoubtful as refusal:
            form.ask_whether_anyway(refusal.doubts)
        except rules.VisitRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The visit has been asked for. We write when it is booked.")
            return redirect(visit)
    context = {"form": form, "limits": queries.visit_limits(timezone.localdate())}
    return render(request, "claims/ask_for_visit.html", context)


@at_centre(Permission.VIEW_CENTRE)
@require_safe
def visit(request, centre, pk):
    """One visit of the centre, and what happened to it."""
    visit = get_object_or_404(queries.visits_at(centre), pk=pk)
    may = permissions.can(request.user, Permission.MAKE_CLAIMS, centre=centre)
    context = {**about(visit), "may_cancel": may and visit.status in CANCEL.sources}
    return render(request, "claims/visit.html", context)


def about(visit):
    """What every page that shows a visit shows of it."""
    today = timezone.localdate()
    allowance = queries.allowance(visit.centre, visit.about, visit.on)
    to_come, booked = visit.status in TO_COME, visit.status == Status.BOOKED
    told = rules.remarks(visit.on, today, allowance.limits, booked=booked) if to_come else []
    return {
        "visit": visit,
        "away": rules.away(visit.on, today),
        "to_come": to_come,
        "remarks": told,
        "submit_by": rules.submit_by(visit.on, allowance.limits),
        "allowance": allowance,
        "year": rules.year_of(visit.on),
        "moderators": queries.moderators(visit.centre, visit.about),
        "story": [(event.title, event) for event in reversed(trail.of(visit))],
    }


@at_centre(Permission.MAKE_CLAIMS)
def cancel(request, centre, pk):
    """The question whether to cancel a visit, and perhaps why."""
    visit = get_object_or_404(queries.visits_at(centre), pk=pk)
    if request.method == "GET" and visit.status not in CANCEL.sources:
        return redirect(visit)
    form = CancelVisitForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            commands.cancel_visit(
                visit=visit, by=request.user, at=timezone.now(), **form.cleaned_data
            )
        except MoveRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "The visit has been cancelled, and the moderator is told.")
        return redirect(visit)
    return render(request, "claims/cancel_visit.html", {"visit": visit, "form": form})
