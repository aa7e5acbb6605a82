"""How does somebody log in? Password, then a code; who guesses is listened to less and less.

How often is said in guessing.py, and counted for each step apart, so that whoever comes as far as
the code has no more guesses at it for having known the password.
"""

from django.contrib.auth.hashers import make_password
from django.db import connection, transaction
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from interchange.accounts import queries, rules
from interchange.accounts.commands import guesses
from interchange.accounts.guessing import Step
from interchange.accounts.models import User
from interchange.audit import trail
from interchange.notifications import outbox

WRONG_PASSWORD = (
    "That is not your present password, or too many wrong ones were tried."
    " Check it; after several tries wait a quarter of an hour."
)
WRONG_CODE = (
    "That code is not right, was used already, or too many wrong ones were tried."
    " Wait for the next code; after several tries wait a quarter of an hour."
)


@transaction.atomic
def check_password(*, email, password, visitor, at) -> User | None:
    """Give the person with that e-mail address and password, or None.

    None means any of: no such person, closed, wrong password, not listened to after failures; each
    takes about as long, so that nobody can find out who has an account. `visitor` is the Visitor
    who tries. Tries for one address wait for each other, whether or not it is anybody's.
    """
    _one_after_the_other(email)
    person = User.objects.select_for_update().filter(email__iexact=email.strip()).first()
    if not guesses.may_try(person, Step.PASSWORD, visitor, at):
        make_password(password)
        return None
    if person is None:
        make_password(password)
    elif person.check_password(password) and person.is_active:
        return person
    guesses.count_failure(person, Step.PASSWORD, visitor, at)
    return None


def _one_after_the_other(email):
    """Hold the address until the commit, so that a queue tells nothing of who has an account."""
    with connection.cursor() as cursor:
        name = f"log in {email.strip().lower()}"
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])


@transaction.atomic
def check_code(*, person, code, visitor, at) -> TOTPDevice | None:
    """Give the person's device if the authenticator app's code is right, else None."""
    person = guesses.holding(person)
    devices = TOTPDevice.objects.select_for_update().filter(user=person, confirmed=True)
    if not guesses.may_try(person, Step.CODE, visitor, at):
        return None
    for device in devices:
        if device.verify_token(rules.normal_code(code)):
            return device
    guesses.count_failure(person, Step.CODE, visitor, at)
    return None


@transaction.atomic
def check_recovery_code(*, person, code, visitor, at) -> StaticDevice | None:
    """Give the person's device if the recovery code is one not used yet, and use it up."""
    person = guesses.holding(person)
    devices = StaticDevice.objects.select_for_update().filter(user=person, confirmed=True)
    if not guesses.may_try(person, Step.RECOVERY_CODE, visitor, at):
        return None
    for device in devices:
        if device.verify_token(rules.normal_code(code)):
            left = queries.recovery_codes_left(person)
            trail.record("user.use_code", about=person, by=person, at=at, detail={"left": left})
            outbox.queue(
                "accounts/recovery_code_used", to=person.email, at=at, person=person, left=left
            )
            return device
    guesses.count_failure(person, Step.RECOVERY_CODE, visitor, at)
    return None


@transaction.atomic
def log_in(*, by, visitor, at) -> int:
    """Note that the person is past the second factor; give how many tries failed since the last.

    Failures from the same place are forgotten, those from elsewhere go on counting there.
    """
    person = guesses.holding(by)
    failed, person.failed_logins = person.failed_logins, 0
    person.last_login = at
    person.save(update_fields=["failed_logins", "last_login"])
    guesses.forget_here(person, visitor)
    trail.record("user.log_in", about=by, by=by, at=at)
    return failed


def confirm(*, by, password, code, visitor, at) -> None:
    """Make sure that it is still the person who sits there: by password and a code once more.

    The code is the app's, or a recovery code, which is used up. Raises WrongPassword or WrongCode;
    the failure stays counted, as at the log-in.
    """
    if not _is_password(person=by, password=password, visitor=visitor, at=at):
        raise rules.WrongPassword(WRONG_PASSWORD)
    figures = rules.normal_code(code)
    check = check_code if figures.isdecimal() and len(figures) == 6 else check_recovery_code
    if not check(person=by, code=code, visitor=visitor, at=at):
        raise rules.WrongCode(WRONG_CODE)


@transaction.atomic
def _is_password(*, person, password, visitor, at):
    """Whether the password is the person's; a wrong one counts as one at the log-in does."""
    person = guesses.holding(person)
    if not guesses.may_try(person, Step.PASSWORD, visitor, at):
        return False
    if person.check_password(password):
        return True
    guesses.count_failure(person, Step.PASSWORD, visitor, at)
    return False
