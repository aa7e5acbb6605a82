"""How does a person get a second factor? An authenticator app, and recovery codes for its loss."""

from datetime import timedelta
from secrets import choice

from django.db import transaction
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from interchange.accounts import rules
from interchange.accounts.models import User
from interchange.audit import trail
from interchange.notifications import outbox
from interchange.refusals import AlreadyDone

CODES = 10
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that looks like another
LENGTH = 10
A_MOMENT = timedelta(seconds=10)
TOLERANCE = 1  # a code of the half minute before or after will do


@transaction.atomic
def enrol(*, by, key, code, at) -> tuple[TOTPDevice, list[str]]:
    """Make the app that holds the secret `key` (hexadecimal) the person's one and only app.

    Raises WrongCode unless `code` is what such an app shows at the instant `at`, AlreadyDone where
    it is that app already. Gives the device and the new recovery codes.
    """
    _hold(by)
    counter = TOTP(bytes.fromhex(key))
    counter.time = at.timestamp()
    typed = rules.normal_code(code)
    if not (typed.isdecimal() and counter.verify(int(typed), TOLERANCE)):
        raise rules.WrongCode(
            "That is not the code the app shows now. Wait for the next one and enter it;"
            " if it is refused too, check that the time of your phone is set automatically."
        )
    if TOTPDevice.objects.filter(user=by, key=key).exists():
        raise AlreadyDone("This app is set up already.")
    again = TOTPDevice.objects.filter(user=by).delete()[0] > 0
    device = TOTPDevice.objects.create(user=by, name="app", key=key, last_t=counter.t())
    trail.record("user.enrol", about=by, by=by, at=at)
    outbox.queue("accounts/enrolled", to=by.email, at=at, person=by, again=again)
    return device, _new_codes(by)


@transaction.atomic
def make_codes(*, by, at) -> list[str]:
    """Give the person new recovery codes; the old ones end.

    Raises AlreadyDone where that was a moment ago, as by a second click: those codes hold.
    """
    _hold(by)
    if trail.of(by).filter(name="user.make_codes", at__gt=at - A_MOMENT).exists():
        raise AlreadyDone("You made new codes a moment ago. Those hold, none before them.")
    codes = _new_codes(by)
    trail.record("user.make_codes", about=by, by=by, at=at)
    outbox.queue("accounts/codes_made", to=by.email, at=at, person=by)
    return codes


def _new_codes(person):
    """The person's new recovery codes, in place of all others."""
    device, _ = StaticDevice.objects.get_or_create(user=person, name="codes")
    codes = ["".join(choice(LETTERS) for _ in range(LENGTH)) for _ in range(CODES)]
    device.token_set.all().delete()
    StaticToken.objects.bulk_create(StaticToken(device=device, token=code) for code in codes)
    return codes


def forget(person) -> int:
    """Take the person's app and codes away; the next log-in sets them up anew. Gives how many."""
    _hold(person)
    apps, _ = TOTPDevice.objects.filter(user=person).delete()
    codes, _ = StaticDevice.objects.filter(user=person).delete()
    return apps + codes


def _hold(person):
    """Let nobody else change the person's second factor until the commit."""
    User.objects.select_for_update(no_key=True).get(pk=person.pk)
