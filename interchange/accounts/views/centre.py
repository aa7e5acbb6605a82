"""A centre's details: who runs it, who moderates it, whom to ask at the board."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone

from interchange.accounts import commands, permissions, queries
from interchange.accounts.access import at_centre
from interchange.accounts.forms import AccountsContact
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


@at_centre(Permission.MANAGE_PEOPLE)
def accounts_contact(request, centre):
    """Say where invoices go."""
    form = AccountsContact(request.POST or None, initial={"accounts_email": centre.accounts_email})
    if request.method == "POST" and form.is_valid():
        commands.set_accounts_contact(
            centre=centre, by=request.user, at=timezone.now(), **form.cleaned_data
        )
        messages.success(request, f"Invoices go to {centre.accounts_address} from now on.")
        return redirect("accounts:centre", number=centre.number)
    return render(request, "accounts/accounts_contact.html", {"form": form})
