"""People and roles: the Centre Administrator invites colleagues, sets roles, removes leavers."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from interchange.accounts import commands, forms, queries
from interchange.accounts.access import at_centre
from interchange.accounts.models import User
from interchange.accounts.roles import Permission
from interchange.look import tables
from interchange.refusals import RuleBroken


@at_centre(Permission.MANAGE_PEOPLE)
def people(request, centre):
    """List the centre's people with their roles."""
    listing = tables.listing(
        request,
        queries.people(centre),
        sorts={"name": "name", "email": "email", "seen": "last_login", "state": "state"},
        default="name",
    )
    return render(request, "accounts/people.html", {"listing": listing})


@at_centre(Permission.MANAGE_PEOPLE)
def invite(request, centre):
    """Invite a colleague."""
    form = forms.Invitation(request.POST or None)
    if form.is_valid():
        try:
            person = commands.invite(
                centre=centre, **form.cleaned_data, by=request.user, at=timezone.now()
            )
        except RuleBroken as refusal:
            form.add_error("email", str(refusal))
        else:
            messages.success(request, f"{person.email} has been invited.")
            return redirect("accounts:people", number=centre.number)
    return render(request, "accounts/invite.html", {"form": form})


@at_centre(Permission.MANAGE_PEOPLE)
def roles(request, centre, pk):
    """Change a colleague's roles."""
    person = _load(centre, pk)
    held = queries.roles_at(centre, person)
    form = forms.Roles(request.POST or None, initial={"roles": list(held)})
    if form.is_valid():
        try:
            commands.set_roles(
                person=person,
                centre=centre,
                roles=form.cleaned_data["roles"],
                by=request.user,
                at=timezone.now(),
            )
        except RuleBroken as refusal:
            form.add_error("roles", str(refusal))
        else:
            messages.success(request, f"The roles of {queries.called(centre, person)} are saved.")
            return redirect("accounts:people", number=centre.number)
    context = {
        "form": form,
        "person": person,
        "name": queries.called(centre, person),
        "own": person == request.user,
        "invited": queries.state(person) == "Invited",
    }
    return render(request, "accounts/roles.html", context)


@at_centre(Permission.MANAGE_PEOPLE)
def remove(request, centre, pk):
    """Remove a leaver from the centre, after asking."""
    person = _load(centre, pk)
    name = queries.called(centre, person)
    errors = []
    if request.method == "POST":
        try:
            commands.remove(person=person, centre=centre, by=request.user, at=timezone.now())
        except RuleBroken as refusal:
            errors = [str(refusal)]
        else:
            messages.success(request, f"{name} has been removed from your centre.")
            return redirect("accounts:people", number=centre.number)
    context = {
        "person": person,
        "name": name,
        "errors": errors,
        "question": f"Remove {name} from your centre?",
        "yes": f"Yes, remove {name}",
    }
    return render(request, "accounts/remove.html", context)


@require_POST
@at_centre(Permission.MANAGE_PEOPLE)
def invite_again(request, centre, pk):
    """Send a colleague the invitation once more."""
    person = _load(centre, pk)
    try:
        commands.invite_again(person=person, centre=centre, by=request.user, at=timezone.now())
    except RuleBroken as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request, f"{queries.called(centre, person)} has been sent a new invitation."
        )
    return redirect("accounts:people", number=centre.number)


def _load(centre, pk):
    """The person of the centre; raises Http404 for anybody else."""
    try:
        return queries.person_at(centre, pk)
    except User.DoesNotExist:
        raise Http404 from None
