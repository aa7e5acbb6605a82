"""Logging in: the password, then the code of the second factor; and logging out."""

import django_otp
from django.contrib import auth, messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from interchange.accounts import commands, forms, queries
from interchange.accounts.access import password_given, public
from interchange.accounts.views.confirming import note_confirmed
from interchange.accounts.views.destination import destination, onward, wanted
from interchange.accounts.views.visiting import remember, visitor

NOT_LET_IN = (
    "The e-mail address and the password do not belong together, or too many wrong ones were tried"
    " in a row. Check both; after several tries wait a quarter of an hour, or press “I have"
    " forgotten my password” below: the link we send lets you in at once."
)
WRONG_CODE = (
    "That code is not right, was used already, or too many wrong ones were tried in a row."
    " Wait for the next code; after several tries wait a quarter of an hour or use a recovery code."
)
TOLD_FROM = 3  # failures since the last log-in, which people are told of when they are in again
WRONG_RECOVERY_CODE = (
    "That is not one of your recovery codes, it was used already, or too many wrong ones were tried"
    " in a row. Check it; after several tries wait a quarter of an hour."
)


@public
@never_cache
@sensitive_post_parameters("password")
def log_in(request):
    """Ask for e-mail address and password."""
    if request.user.is_authenticated and request.user.is_verified():
        return redirect(destination(request))
    form = forms.LogIn(request.POST or None)
    if form.is_valid():
        person = commands.check_password(
            **form.cleaned_data, visitor=visitor(request), at=timezone.now()
        )
        if person:
            auth.login(request, person)
            return redirect(onward("accounts:second_factor", request))
        form.add_error(None, NOT_LET_IN)
    return render(request, "accounts/log_in.html", {"form": form, "next": wanted(request)})


@password_given
@never_cache
def second_factor(request):
    """Ask for the app's code; who has no app yet sets one up."""
    if not queries.has_app(request.user):
        return redirect(onward("accounts:enrol", request))
    ways = {"page": "accounts/second_factor.html", "refusal": WRONG_CODE}
    return _check(request, forms.Code(request.POST or None), commands.check_code, **ways)


@password_given
@never_cache
def recovery_code(request):
    """Ask for a recovery code in place of the app's."""
    ways = {"page": "accounts/recovery_code.html", "refusal": WRONG_RECOVERY_CODE}
    form = forms.RecoveryCode(request.POST or None)
    return _check(request, form, commands.check_recovery_code, **ways)


def _check(request, form, command, *, page, refusal):
    """Let the person in if the command knows the form's code, else show the page."""
    if request.user.is_verified():
        return redirect(destination(request))
    if form.is_valid():
        at = timezone.now()
        code = form.cleaned_data["code"]
        device = command(person=request.user, code=code, visitor=visitor(request), at=at)
        if device:
            if command is commands.check_recovery_code:
                note_confirmed(request)
            return _let_in(request, device, at)
        form.add_error("code", refusal)
    return render(request, page, {"form": form, "next": wanted(request)})


def _let_in(request, device, at):
    """Count the person as logged in, under a new session key; give the way to where they wanted."""
    request.session.cycle_key()
    django_otp.login(request, device)
    failed = commands.log_in(by=request.user, visitor=visitor(request), at=at)
    if failed >= TOLD_FROM:
        messages.warning(
            request,
            f"{failed} wrong passwords or codes were tried for your account since you last logged"
            " in. If those were not your own slips, change your password under Your account.",
        )
    return remember(request, redirect(destination(request)))


@public
@require_POST
def log_out(request):
    """End the session."""
    auth.logout(request)
    return redirect("accounts:log_in")
