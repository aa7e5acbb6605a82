"""A person's own account, and the centres among which they choose."""

from django.shortcuts import render

from interchange.accounts import permissions, queries
from interchange.accounts.access import signed_in
from interchange.accounts.roles import Permission, Role


@signed_in
def account(request):
    """Show what the portal knows of the person, and the way to change it."""
    context = {
        "places": _places(request.user),
        "codes_left": queries.recovery_codes_left(request.user),
        "has_app": queries.has_app(request.user),
        "asked_email": queries.asked_email(request.user),
    }
    return render(request, "accounts/account.html", context)


@signed_in
def centres(request):
    """Let a person of several centres choose; each opens with its own Home."""
    user = request.user
    context = {
        "places": [place for place in _places(user) if place["own"]],
        "allocated": [place for place in _places(user) if place["allocations"]],
        "is_staff": permissions.can(user, Permission.ADMIT_STAFF),
    }
    return render(request, "accounts/centres.html", context)


def _places(user):
    """Where the person holds which roles: first the board (no centre), then centres by number."""
    rows = {}
    for held in permissions.memberships(user):
        row = rows.setdefault(
            held.centre_id, {"centre": held.centre, "own": [], "allocations": [], "board": []}
        )
        if held.centre_id is None:
            row["board"].append(Role(held.role).label)
        elif held.subject_id:
            row["allocations"].append(held.subject.title)
        else:
            row["own"].append(Role(held.role).label)
    return sorted(rows.values(), key=lambda row: row["centre"].number if row["centre"] else "")
