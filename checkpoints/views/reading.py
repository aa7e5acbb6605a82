"""The checkpoint of a centre, and the list of one subject and level."""

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone

from checkpoints import queries
from checkpoints.rules import status_of
from checkpoints.states import MEANING, Status
from interchange import shown
from interchange.accounts import permissions
from interchange.accounts.access import at_centre
from interchange.accounts.roles import Permission
from interchange.look import tables

SORTS = {
    "name": "candidate__sorts_as",
    "qualification": "qualification__code",
    "completes": "completes_in",
}


@at_centre(Permission.VIEW_CENTRE)
def checkpoint(request, centre):
    """Show how far the centre is, subject by subject."""
    on = timezone.localdate()
    summer = queries.summer_now(on)
    declared = queries.declaration(centre, summer)
    courses = queries.courses(centre, summer, declared)
    status = status_of(courses, declared=bool(declared))
    window = queries.window(summer)
    declares = permissions.can(request.user, Permission.DECLARE_COMPLETION, centre=centre)
    meaning, next_step = MEANING[status]
    context = {
        "window": window,
        "closed_because": window.closed_because(on),
        "declaration": declared,
        "courses": courses,
        "late": sum(one.late for one in courses),
        "status": status.label,
        "meaning": meaning,
        "next_step": next_step,
        "declared_by": permissions.needed(Permission.DECLARE_COMPLETION),
        "may_declare": declares and status == Status.READY and window.is_open(on),
    }
    return render(request, "checkpoints/checkpoint.html", context)


@at_centre(Permission.VIEW_CENTRE)
def course(request, centre, subject, level):
    """List who is registered for a subject and level, and when each is to complete."""
    on = timezone.localdate()
    summer = queries.summer_now(on)
    declared = queries.declaration(centre, summer)
    named = (subject, level)
    found = [
        one for one in queries.courses(centre, summer, declared) if (one.code, one.level) == named
    ]
    if not found:
        raise Http404
    entries = queries.with_late(queries.listed(centre), declared).filter(
        qualification__subject__code=subject, qualification__level=level
    )
    entries = entries.select_related("candidate", "centre", "qualification")
    is_open = queries.window(summer).is_open(on) and not declared
    may = {
        "check": permissions.can(request.user, Permission.CHECK_COMPLETION, centre=centre),
        "set": permissions.can(request.user, Permission.SET_COMPLETION, centre=centre),
    }
    context = {
        "course": found[0],
        "summer": summer,
        "declaration": declared,
        "listing": tables.listing(request, entries, sorts=SORTS, default="name"),
        "may_check": is_open and may["check"],
        "may_set": may["set"],
        "set_by": permissions.needed(Permission.SET_COMPLETION),
        "shown": shown.carried(f"check {subject} {level}", queries.shown_of(found[0])),
    }
    return render(request, "checkpoints/course.html", context)
