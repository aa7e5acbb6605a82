"""Another e-mail address to log in with: asked for on the account, confirmed by a link."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone

from interchange.accounts import commands, forms, links, rules
from interchange.accounts.access import signed_in
from interchange.accounts.views.confirming import confirmed, spend_confirmation
from interchange.accounts.views.passwords import untold


@signed_in
@confirmed
def change_email(request):
    """Ask for the new address, and send a link to it."""
    form = forms.NewEmail(request.POST or None)
    if form.is_valid():
        email = form.cleaned_data["email"]
        try:
            commands.ask_for_email(by=request.user, email=email, at=timezone.now())
        except rules.SameEmail as refusal:
            form.add_error("email", str(refusal))
        else:
            spend_confirmation(request)
            messages.success(
                request,
                f"A letter with a link is on its way to {email}. Until you open it and say yes,"
                f" you log in with {request.user.email} as before.",
            )
            return redirect("accounts:account")
    return render(request, "accounts/change_email.html", {"form": form})


@signed_in
def confirm_email(request, token):
    """Ask whether to log in with the address that the link went to, and do it."""
    change = links.email_change_of(request.user, token, timezone.now())
    if change is None:
        return _link_ended(request)
    errors = []
    if request.method == "POST":
        try:
            person = commands.take_email(by=request.user, token=token, at=timezone.now())
        except rules.LinkEnded:
            return _link_ended(request)
        except rules.EmailTaken as refusal:
            errors = [str(refusal)]
        else:
            messages.success(request, f"You log in with {person.email} from now on.")
            return redirect("accounts:account")
    context = {
        "errors": errors,
        "question": f"Log in with {change.email} from now on?",
        "yes": f"Yes, use {change.email}",
    }
    return untold(render(request, "accounts/confirm_email.html", context))


def _link_ended(request):
    """The page for a link that was used, has run out or is for another account."""
    return untold(render(request, "accounts/email_link_ended.html", status=410))
