"""A centre's teaching groups: made, filled by ticks, changed, deleted."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from entries import commands, queries
from entries.forms.filters import FillFilters
from entries.forms.groups import GroupForm
from entries.queries.leaving import as_known
from entries.rules.groups import GroupRefused
from entries.views.listing import NAME
from interchange.accounts import permissions
from interchange.accounts.access import at_centre
from interchange.accounts.models import User
from interchange.accounts.queries import teachers
from interchange.accounts.roles import Permission
from interchange.keys import as_key
from interchange.look import tables
from interchange.refusals import AlreadyDone

SORTS = {
    "name": NAME,
    "number": "candidate_number",
    "code": ("qualification__code", *NAME),
    "completion": ("completes_in", *NAME),
}
TICK = "Tick at least one candidate. Nothing was changed by your last click."
SAME = "Those ticked {} already. Nothing was changed by your last click."


@at_centre(Permission.VIEW_CENTRE)
@require_safe
def groups(request, centre):
    """List the centre's teaching groups."""
    listing = tables.listing(
        request,
        queries.with_sizes(queries.groups(centre)),
        sorts={"name": "name", "code": ("qualification__code", "name"), "size": ("size", "name")},
        default="name",
    )
    return render(request, "entries/groups.html", {**_may(request, centre), "listing": listing})


@at_centre(Permission.VIEW_CENTRE)
@require_safe
def group(request, centre, pk):
    """Show who is in a group."""
    found = _group(centre, pk)
    members = queries.members_of(found, queries.of_centre(centre))
    listing = tables.listing(request, members, sorts=SORTS, default="name")
    as_known(centre, listing, timezone.localtime())
    context = {**_may(request, centre), "group": found, "listing": listing}
    return render(request, "entries/group.html", context)


@at_centre(Permission.MAKE_GROUPS)
def make_group(request, centre):
    """Make a group, and go on to fill it."""
    form = _form(request, centre)
    if request.method == "POST" and form.is_valid():
        try:
            made = commands.make_group(centre=centre, **_given(form), **_now(request))
        except GroupRefused as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, f"The group {made} is made. Say who is in it.")
            return redirect("entries:fill_group", centre.number, made.pk)
    return render(request, "entries/make_group.html", {"centre": centre, "form": form})


@at_centre(Permission.MAKE_GROUPS)
def change_group(request, centre, pk):
    """Give a group another name, qualification or teachers."""
    found = _group(centre, pk)
    initial = {
        "name": found.name,
        "qualification": found.qualification and found.qualification.code,
        "teachers": [one.pk for one in found.teachers.all()],
    }
    form = _form(request, centre, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            commands.change_group(group=found, **_given(form), **_now(request))
        except GroupRefused as refusal:
            form.add_error(refusal.field, str(refusal))
        except AlreadyDone as refusal:
            return _gone(request, centre, refusal)
        else:
            messages.success(request, "The group is changed.")
            return redirect(found)
    return render(request, "entries/change_group.html", {"group": found, "form": form})


@at_centre(Permission.MAKE_GROUPS)
def fill_group(request, centre, pk):
    """List who could be in a group, and put those ticked into it."""
    found = _group(centre, pk)
    if request.method == "POST":
        return _move(request, centre, found, commands.add_to_group, "added to", "are in the group")
    filters = FillFilters(request.GET, queries.qualifications_of(centre))
    could = queries.could_join(found, queries.of_centre(centre, **filters.chosen()))
    listing = tables.listing(request, could, sorts=SORTS, default="name")
    as_known(centre, listing, timezone.localtime())
    context = {"centre": centre, "group": found, "filters": filters, "listing": listing}
    return render(request, "entries/fill_group.html", context)


@at_centre(Permission.MAKE_GROUPS)
@require_POST
def take_out_of_group(request, centre, pk):
    """Take those ticked out of a group."""
    found, command = _group(centre, pk), commands.take_out_of_group
    return _move(request, centre, found, command, "taken out of", "are out of the group")


@at_centre(Permission.MAKE_GROUPS)
def delete_group(request, centre, pk):
    """Ask whether a group is to be deleted, and delete it."""
    found = _group(centre, pk)
    if request.method != "POST":
        return render(request, "entries/delete_group.html", {"centre": centre, "group": found})
    try:
        commands.delete_group(group=found, **_now(request))
    except AlreadyDone as refusal:
        return _gone(request, centre, refusal)
    messages.success(request, f"The group {found} is deleted. Its candidates stay registered.")
    return redirect("entries:groups", centre.number)


def _move(request, centre, found, command, done, already):
    """Do a command with those ticked, say how many it moved, and go back to the page."""
    keys = {key for one in request.POST.getlist("entry") if (key := as_key(one))}
    entries = queries.of_centre(centre).filter(pk__in=keys)
    try:
        count = command(group=found, entries=entries, **_now(request)) if keys else None
    except AlreadyDone as refusal:
        return _gone(request, centre, refusal)
    if count:
        who = "1 candidate is" if count == 1 else f"{count} candidates are"
        messages.success(request, f"{who} {done} the group {found}.")
    else:
        messages.error(request, TICK if count is None else SAME.format(already))
    filling = command is commands.add_to_group
    back = request.get_full_path() if filling else found.get_absolute_url()
    return HttpResponseRedirect(back)


def _gone(request, centre, refusal):
    messages.error(request, str(refusal))
    return redirect("entries:groups", centre.number)


def _group(centre, pk):
    return get_object_or_404(queries.groups(centre), pk=pk)


def _form(request, centre, **more):
    data = request.POST if request.method == "POST" else None
    offered = queries.qualifications_of(centre)
    return GroupForm(data, qualifications=offered, teachers=teachers(centre), **more)


def _given(form):
    given = form.given
    return {**given, "teachers": list(User.objects.filter(pk__in=given["teachers"]))}


def _now(request):
    return {"by": request.user, "at": timezone.now()}


def _may(request, centre):
    may = permissions.can(request.user, Permission.MAKE_GROUPS, centre=centre)
    return {"centre": centre, "may_change": may}
