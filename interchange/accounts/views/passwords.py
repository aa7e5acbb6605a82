"""Passwords: choosing one by a link, asking for the link, changing it."""

from django.contrib import auth, messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from interchange.accounts import commands, forms, links, rules
from interchange.accounts.access import public, signed_in
from interchange.accounts.views.visiting import visitor


@public
def forgotten(request):
    """Ask whose password was forgotten; the answer is the same whether there is such a person."""
    form = forms.Email(request.POST or None)
    if form.is_valid():
        email = form.cleaned_data["email"]
        try:
            commands.ask_for_reset(email=email, visitor=visitor(request), at=timezone.now())
        except rules.AskedTooOften as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            return render(request, "accounts/reset_sent.html", {"email": email})
    return render(request, "accounts/forgotten.html", {"form": form})


@public
@never_cache
@sensitive_post_parameters()
def choose_password(request, pk, token):
    """Let the person whom the link is for choose a password; the second factor comes next."""
    person = links.person_of(pk, token)
    if person is None:
        return _link_ended(request)
    form = forms.NewPassword(request.POST or None, person=person)
    if form.is_valid():
        given = {"token": token, "password": form.cleaned_data["password"]}
        try:
            person = commands.choose_password(person=person, **given, at=timezone.now())
        except rules.LinkEnded:
            return _link_ended(request)
        auth.login(request, person)
        return redirect("accounts:second_factor")
    context = {"form": form, "person": person}
    return untold(render(request, "accounts/choose_password.html", context))


def _link_ended(request):
    """The page for a link that was used or has run out: how to come to a new one."""
    return untold(render(request, "accounts/link_ended.html", status=410))


def untold(response):
    """Have the browser tell no other address of the page's own, which holds a secret."""
    response["Referrer-Policy"] = "strict-origin"
    return response


@signed_in
@sensitive_post_parameters()
def change_password(request):
    """Change the password of the person who is logged in and knows it; other sessions end."""
    form = forms.ChangePassword(request.POST or None, person=request.user)
    if form.is_valid():
        given = form.cleaned_data
        try:
            commands.change_password(
                by=request.user,
                old=given["old"],
                code=given["code"],
                password=given["password"],
                visitor=visitor(request),
                at=timezone.now(),
            )
        except rules.WrongPassword as refusal:
            form.add_error("old", str(refusal))
        except rules.WrongCode as refusal:
            form.add_error("code", str(refusal))
        else:
            auth.update_session_auth_hash(request, request.user)
            messages.success(request, "Your password has been changed.")
            return redirect("accounts:account")
    return render(request, "accounts/change_password.html", {"form": form})
