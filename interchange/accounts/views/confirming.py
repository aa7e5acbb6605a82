"""Is it still the person who sits there? Asked before what a session left open must not do."""

from datetime import timedelta
from functools import wraps

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.debug import sensitive_post_parameters

from interchange.accounts import commands, forms, rules
from interchange.accounts.access import signed_in
from interchange.accounts.views.destination import wanted
from interchange.accounts.views.visiting import visitor

CONFIRMED = "confirmed_at"  # in the session: when password and code were given once more
LASTS = timedelta(minutes=10)


@signed_in
@sensitive_post_parameters()
def confirm(request):
    """Ask for the password and a code once more, then lead to what the person wanted to do."""
    form = forms.Confirmation(request.POST or None)
    if form.is_valid():
        try:
            commands.confirm(
                by=request.user, visitor=visitor(request), at=timezone.now(), **form.cleaned_data
            )
        except rules.WrongPassword as refusal:
            form.add_error("password", str(refusal))
        except rules.WrongCode as refusal:
            form.add_error("code", str(refusal))
        else:
            note_confirmed(request)
            return redirect(wanted(request) or "accounts:account")
    context = {"form": form, "next": wanted(request)}
    return render(request, "accounts/confirm.html", context)


def confirmed(view):
    """Decorate a view that is open only to who has given password and code within LASTS."""

    @wraps(view)
    def guarded(request, **kwargs):
        return view(request, **kwargs) if is_confirmed(request) else again_first(request)

    return guarded


def is_confirmed(request):
    """Whether password and code were given once more, within LASTS and for nothing else yet."""
    at = request.session.get(CONFIRMED, 0)
    return timezone.now().timestamp() - at < LASTS.total_seconds()


def note_confirmed(request):
    """Note that password and code have just been given, under a new session key."""
    request.session.cycle_key()
    request.session[CONFIRMED] = timezone.now().timestamp()


def spend_confirmation(request):
    """Use up what was confirmed: the next change asks again."""
    request.session.pop(CONFIRMED, None)


def again_first(request):
    """Lead to the page that asks, and from there back to this one."""
    return redirect(f"{reverse('accounts:confirm')}?{urlencode({'next': request.path})}")
