"""Setting up the second factor: the app's QR code, and the recovery codes shown once."""

import os
from base64 import b32encode

import django_otp
import segno
from django.conf import settings
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import quote, urlencode
from django.utils.safestring import mark_safe
from django.views.decorators.cache import never_cache

from interchange.accounts import commands, forms, queries, rules
from interchange.accounts.access import password_given, signed_in
from interchange.accounts.views.confirming import (
    again_first,
    confirmed,
    is_confirmed,
    spend_confirmation,
)
from interchange.accounts.views.destination import destination, onward, wanted
from interchange.accounts.views.visiting import remember, visitor
from interchange.refusals import AlreadyDone

KEY = "enrolling"  # in the session: the secret that the app is being given
CODES = "codes"  # in the session: recovery codes that have not been kept yet
KEY_LENGTH = 20  # bytes


@password_given
@never_cache
def enrol(request):
    """Show the QR code, and make the app the person's own once it shows the right code.

    Who has an app already replaces it only after logging in with it, and after giving the password
    and a code once more: a session that somebody left open is not enough.
    """
    if request.user.is_verified() and not is_confirmed(request):
        return again_first(request)
    if not request.user.is_verified() and queries.has_app(request.user):
        return redirect(onward("accounts:second_factor", request))
    key = request.session.setdefault(KEY, os.urandom(KEY_LENGTH).hex())
    form = forms.Code(request.POST or None)
    if form.is_valid():
        try:
            return _enrolled(request, key, form.cleaned_data["code"])
        except AlreadyDone:  # by a first click, whose codes the session holds
            return redirect(onward("accounts:codes", request))
        except rules.WrongCode as refusal:
            form.add_error("code", str(refusal))
    address = _app_address(request.user.email, key)
    context = {
        "form": form,
        "next": wanted(request),
        "qr_code": _qr_code(address),
        "address": address,
        "typed": _grouped(_secret(key)),
        "again": request.user.is_verified(),
    }
    return render(request, "accounts/enrol.html", context)


def _enrolled(request, key, code):
    """Store the app, log the person in with it, and go on to the recovery codes."""
    at = timezone.now()
    device, codes = commands.enrol(by=request.user, key=key, code=code, at=at)
    request.session.cycle_key()
    del request.session[KEY]
    request.session[CODES] = codes
    spend_confirmation(request)
    if not request.user.is_verified():
        commands.log_in(by=request.user, visitor=visitor(request), at=at)
    django_otp.login(request, device)
    return remember(request, redirect(onward("accounts:codes", request)))


@signed_in
@never_cache
def codes(request):
    """Show new recovery codes until the person says they are kept; then never again."""
    shown = request.session.get(CODES)
    if not shown:
        return redirect(destination(request))
    form = forms.Kept(request.POST or None)
    if form.is_valid():
        del request.session[CODES]
        return redirect(destination(request))
    pairs = [f"{code[:5]}-{code[5:]}" for code in shown]
    context = {"form": form, "next": wanted(request), "codes": pairs}
    return render(request, "accounts/codes.html", context)


@signed_in
@confirmed
def new_codes(request):
    """Make new recovery codes in place of the old ones, after asking."""
    if request.method != "POST":
        left = queries.recovery_codes_left(request.user)
        return render(request, "accounts/new_codes.html", {"left": left})
    try:
        codes = commands.make_codes(by=request.user, at=timezone.now())
    except AlreadyDone:  # by a first click, whose codes the session holds
        return redirect(onward("accounts:codes", request))
    request.session[CODES] = codes
    spend_confirmation(request)
    return redirect(onward("accounts:codes", request))


def _secret(key):
    """The key as apps take it when typed: base 32."""
    return b32encode(bytes.fromhex(key)).decode()


def _grouped(text):
    """Text in groups of four, easier to type."""
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))


def _app_address(email, key):
    """The address that an authenticator app reads from the QR code."""
    issuer = settings.OTP_TOTP_ISSUER
    query = urlencode({"secret": _secret(key), "issuer": issuer, "period": 30, "digits": 6})
    return f"otpauth://totp/{quote(issuer)}:{quote(email)}?{query}"


def _qr_code(address):
    """The address as a QR code: an SVG for the page, without styles of its own."""
    return mark_safe(  # made by segno from an address that we made
        segno.make(address, error="m").svg_inline(
            scale=5, border=3, light="#fff", dark="#000", omitsize=True, svgclass="qr-code"
        )
    )
