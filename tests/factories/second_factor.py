"""Authenticator apps, and the codes they show."""

import time

from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

KEY = "3132333435363738393031323334353637383930"


def an_app(person):
    """An authenticator app that the person has set up."""
    return TOTPDevice.objects.create(user=person, name="app", key=KEY)


def code(key=KEY, at=None):
    """What an app with the key shows now, or at the instant."""
    counter = TOTP(bytes.fromhex(key))
    counter.time = at.timestamp() if at else time.time()
    return f"{counter.token():06}"


def recovery_codes(person, *codes):
    """Recovery codes of the person."""
    device = StaticDevice.objects.create(user=person, name="codes")
    StaticToken.objects.bulk_create(StaticToken(device=device, token=one) for one in codes)
    return device
