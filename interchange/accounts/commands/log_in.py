"""How does somebody log in? Password, then a code; each failure makes the next try wait longer.

On the model of django-otp's throttling, but counted once for a person over all steps, so that a
known password buys no extra guesses at the code.
"""

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from interchange.accounts import queries, rules
from interchange.accounts.models import User
from interchange.audit import trail
from interchange.notifications import outbox

MOST_FAILURES = 1000  # more are not counted; the wait has long been the longest


@transaction.atomic
def check_password(*, email, password, known, at):
    """Give the person with that e-mail address and password, or None.

    None means any of: no such person, closed, wrong password, too early after failures; each takes
    about as long, so that nobody can find out who has an account. `known` is a function that says
    of a person whether they have logged in from this browser before.
    """
    person = User.objects.select_for_update().filter(email__iexact=email.strip()).first()
    if person is None or not may_try(person, known=known(person), at=at):
        make_password(password)
        return None
    if person.check_password(password) and person.is_active:
        return person
    count_failure(person, step="password", at=at)
    return None


@transaction.atomic
def check_code(*, person, code, known, at):
    """Give the person's device if the authenticator app's code is right, else None."""
    person = User.objects.select_for_update().get(pk=person.pk)
    devices = TOTPDevice.objects.select_for_update().filter(user=person, confirmed=True)
    if not may_try(person, known=known, at=at):
        return None
    for device in devices:
        if device.verify_token(rules.normal_code(code)):
            return device
    count_failure(person, step="code", at=at)
    return None


@transaction.atomic
def check_recovery_code(*, person, code, known, at):
    """Give the person's device if the recovery code is one not used yet, and use it up."""
    person = User.objects.select_for_update().get(pk=person.pk)
    devices = StaticDevice.objects.select_for_update().filter(user=person, confirmed=True)
    if not may_try(person, known=known, at=at):
        return None
    for device in devices:
        if device.verify_token(rules.normal_code(code)):
            left = queries.recovery_codes_left(person)
            trail.record("user.use_code", about=person, by=person, at=at, detail={"left": left})
            outbox.queue(
                "accounts/recovery_code_used", to=person.email, at=at, person=person, left=left
            )
            return device
    count_failure(person, step="recovery code", at=at)
    return None


@transaction.atomic
def log_in(*, by, at):
    """Note that the person is past the second factor, and forget the failures before."""
    User.objects.filter(pk=by.pk).update(failed_logins=0, last_failed_at=None)
    trail.record("user.log_in", about=by, by=by, at=at)


def may_try(person, *, known, at):
    """Whether a try of the person is listened to now."""
    return rules.may_try(person.failed_logins, person.last_failed_at, known=known, at=at)


def count_failure(person, *, step, at):
    """Count a failure and write it down; what was typed is kept nowhere."""
    person.failed_logins = min(person.failed_logins + 1, MOST_FAILURES)
    person.last_failed_at = at
    person.save(update_fields=["failed_logins", "last_failed_at"])
    trail.record("user.fail_log_in", about=person, by=None, at=at, detail={"step": step})
