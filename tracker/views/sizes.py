"""Top-ups and move-downs: what a candidate would get in each size, and taking another one."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from entries.models import SizeChange
from entries.rules.resizing import SizeRefused
from interchange.accounts import permissions
from interchange.accounts.access import at_centre
from interchange.accounts.roles import Permission
from interchange.keys import as_key
from interchange.workflow import MoveRefused
from results import queries as results_queries
from tracker import commands
from tracker.queries import sizes as sizes_queries

NOTHING = "Tick at least one registration, then press “Change the size of those ticked”."
SEVERAL = "Tick registrations of one qualification only: each goes to a size of its own subject."


@at_centre(Permission.MAKE_ENTRIES)
def change_size(request, centre):
    """Show the sizes that the registrations of the address could be changed to, and change them."""
    given = request.POST if request.method == "POST" else request.GET
    ids = [key for one in given.getlist("entry") if (key := as_key(one))]
    found = list(sizes_queries.changeable(centre, ids))
    if len({one.qualification_id for one in found}) != 1:
        messages.error(request, SEVERAL if found else NOTHING)
        return redirect("entries:entries", number=centre.number)
    sizes = sizes_queries.sizes(found[0].qualification)
    to = next((one for one in sizes if one.code == given.get("to")), None)
    if to is None or (to == found[0].qualification and not sizes_queries.pathways(to)):
        return _choose(request, centre, found, sizes)
    pathway = given.get("pathway", "")
    if request.method != "POST":
        return _review(request, centre, found, to, pathway)
    try:
        done = commands.change_size(
            registrations=found, to=to, pathway=pathway, by=request.user, at=timezone.now()
        )
    except (SizeRefused, MoveRefused) as refusal:
        return _review(request, centre, found, to, pathway, [("", str(refusal))])
    messages.success(request, _sizes_sentence(done, to))
    if len(done) == 1 and done[0].made:
        return redirect(done[0].made)
    return redirect("entries:entries", number=centre.number)


def _choose(request, centre, found, sizes):
    """The sizes side by side, with what would be awarded in each now."""
    today = timezone.localdate()
    offered = [one for one in sizes if one.offered]
    rows = [(one, _summary(sizes_queries.changes(found, one, today))) for one in offered]
    standing = (
        results_queries.standings_seen(found[:1]).get(found[0].pk) if len(found) == 1 else None
    )
    context = {
        "centre": centre,
        "found": found,
        "has_pathways": len(sizes_queries.pathways(found[0].qualification)) > 1,
        "rows": rows,
        "now": found[0].qualification,
        "standing": standing,
        "address": "&".join(f"entry={one.pk}" for one in found),
    }
    return render(request, "tracker/sizes.html", context)


def _summary(changes):
    """What a size would mean for all of them: how many get which grade, cost, who processes."""
    grades = {}
    for one in changes:
        if one.grade:
            grades[one.grade] = grades.get(one.grade, 0) + 1
    return {
        "grades": sorted(grades.items()),
        "none": sum(not one.grade for one in changes),
        "up": changes[0].up,
        "cost": changes[0].cost,
        "shortfalls": changes[0].standing.outcome.shortfalls
        if len(changes) == 1 and changes[0].standing
        else (),
        "specification": changes[0].standing.specification if changes[0].standing else None,
        "waits": any(one.waits_because for one in changes),
    }


def _review(request, centre, found, to, pathway, errors=()):
    """What changing to one size would do, candidate by candidate."""
    pathways = [
        one
        for one in sizes_queries.pathways(to)
        if to != found[0].qualification or {one} != {entry.pathway for entry in found}
    ]
    changes = sizes_queries.changes(
        found, to, timezone.localdate(), pathway or (pathways[0] if pathways else "")
    )
    refused = [one for one in changes if one.refusal]
    context = {
        "centre": centre,
        "changes": changes,
        "refused": refused,
        "good": [one.entry for one in changes if not one.refusal],
        "to": to,
        "now": found[0].qualification,
        "up": changes[0].up,
        "aside": changes[0].aside,
        "cost": changes[0].cost,
        "pathways": pathways,
        "pathway": pathway,
        "waiting": [one for one in changes if one.waits_because],
        "errors": list(errors),
        "address": "&".join(f"entry={one.pk}" for one in found),
        "may_raise": permissions.can(request.user, Permission.RAISE_REQUESTS, centre=centre),
    }
    return render(request, "tracker/change_size.html", context)


def _sizes_sentence(done, to):
    """The sentence that says what was done."""
    waiting = sum(not one.made for one in done)
    made = len(done) - waiting
    of, to = ("pathway", done[0].pathway) if done[0].is_aside else ("size", to)
    sentences = []
    if made:
        sentences.append(f"{made} candidate{'' if made == 1 else 's'} moved to {to}.")
    if waiting:
        sentences.append(
            f"{waiting} change{'' if waiting == 1 else 's'} of {of} to {to} went to the board,"
            " which writes when it is done."
        )
    return " ".join(sentences)


@at_centre(Permission.MAKE_ENTRIES)
@require_POST
def cancel_size_change(request, centre, pk):
    """Take back a change of size that waits for the board."""
    change = get_object_or_404(SizeChange, pk=pk, entry__centre=centre)
    try:
        commands.cancel_size_change(change=change, by=request.user, at=timezone.now())
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "It is taken back.")
    return redirect(change.entry)
