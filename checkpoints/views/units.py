"""The second checkpoint: lists of units still needed, and telling the board of them."""

from dataclasses import replace

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from checkpoints import commands, queries
from checkpoints.rules import CheckpointRefused
from checkpoints.rules.units import BY_SLUG
from interchange import shown
from interchange.accounts import permissions
from interchange.accounts.access import at_centre
from interchange.accounts.roles import Permission
from interchange.look import tables

SORTS = {
    "name": "candidate__sorts_as",
    "qualification": "qualification__code",
}
ACTS = {  # section: where its units are put right; label, page and permission of each button
    "examined": [
        ("Enter for exams", "entries:exams", Permission.MAKE_ENTRIES),
        ("Missing and incomplete results", "mir:requests", Permission.VIEW_REQUESTS),
    ],
    "moderated": [
        ("Make claims", "claims:make", Permission.MAKE_CLAIMS),
        ("Visits", "claims:visits", Permission.VIEW_CENTRE),
    ],
    "entries": [("Entries by candidate", "entries:entries", Permission.VIEW_CENTRE)],
}


@at_centre(Permission.VIEW_CENTRE)
def units(request, centre):
    """How many candidates each check finds, and the way to each list."""
    on = timezone.localdate()
    summer = queries.summer_now(on)
    context = {
        "summer": summer,
        "sections": queries.sections(centre, on),
        "left_out": queries.left_out(centre, on),
        "notices": [(one, BY_SLUG[one.section]) for one in queries.notices(centre, summer)[:20]],
    }
    return render(request, "checkpoints/units.html", context)


@at_centre(Permission.VIEW_CENTRE)
def section(request, centre, section):
    """List the candidates of one check, with the units that each lacks."""
    found, on = _section(section), timezone.localdate()
    entries = queries.unachieved(found, centre, on)
    listing = tables.listing(request, entries, sorts=SORTS, default="name")
    to_tell, fingerprint = queries.counted(queries.to_tell(entries))
    context = {
        "section": found,
        "acts": _acts(found, request.user, centre),
        "summer": queries.summer_now(on),
        "listing": replace(listing, rows=queries.rows_of(found, listing, on)),
        "left_out": queries.left_out(centre, on),
        "to_tell": to_tell,
        "shown": shown.carried(_purpose(found), queries.shown_to_tell(to_tell, fingerprint)),
        "label": f"Tell the board of all {to_tell}"
        if to_tell > 1
        else "Tell the board of this one",
        "may_tell": permissions.can(request.user, Permission.RAISE_REQUESTS, centre=centre),
        "told_by": permissions.needed(Permission.RAISE_REQUESTS),
    }
    return render(request, "checkpoints/section.html", context)


@at_centre(Permission.RAISE_REQUESTS)
@require_POST
def tell_board(request, centre, section):
    """Tell the board of the whole list."""
    found, at = _section(section), timezone.now()
    seen = shown.carried_by(request.POST, _purpose(found))
    try:
        notice = commands.tell_board(
            centre=centre, section=found, seen=seen, by=request.user, at=at
        )
    except (CheckpointRefused, shown.ShownOtherwise) as refusal:
        messages.error(request, str(refusal))
    else:
        number = notice.candidates
        who = f"{number} candidate{'s' if number > 1 else ''}"
        messages.success(request, f"The board is told of {who}: {found}.")
    return redirect("checkpoints:section", centre.number, found.slug)


def _acts(section, user, centre):
    """The buttons of a section, label and address, that the person may use."""
    return [
        (label, reverse(page, args=[centre.number]))
        for label, page, permission in ACTS[section.slug]
        if permissions.can(user, permission, centre=centre)
    ]


def _purpose(section):
    """What the page of a section carries what it showed for."""
    return f"tell {section.slug}"


def _section(slug):
    """The section of that name; raises Http404."""
    if slug not in BY_SLUG:
        raise Http404
    return BY_SLUG[slug]
