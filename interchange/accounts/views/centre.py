"""A centre's details: who runs it, who moderates it, whom to ask at the board."""

from django.shortcuts import render

from interchange.accounts import permissions, queries
from interchange.accounts.access import at_centre
from interchange.accounts.roles import Permission


@at_centre(Permission.VIEW_CENTRE)
def centre(request, centre):
    """Show the centre as the portal knows it."""
    context = {
        "administrators": queries.administrators(centre),
        "allocations": queries.allocations(centre),
        "may_manage": permissions.can(request.user, Permission.MANAGE_PEOPLE, centre=centre),
    }
    return render(request, "accounts/centre.html", context)
