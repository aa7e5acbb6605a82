"""What must be true of log-ins, roles and codes; how long an attacker waits."""

from datetime import timedelta

from interchange.accounts.roles import CENTRE_ROLES
from interchange.refusals import RuleBroken

LONGEST_WAIT = timedelta(minutes=15)
LONGEST_WAIT_IN_A_KNOWN_BROWSER = timedelta(seconds=10)
MOST_DOUBLINGS = 12


class NotYourOwn(RuleBroken):
    """People do not change their own roles."""


class RolesUnclear(RuleBroken):
    """The roles given are none, or not ones a centre gives."""


class NobodyLeft(RuleBroken):
    """The centre would be left without a Centre Administrator."""


class AlreadyHere(RuleBroken):
    """The person holds a role at the centre."""


class NotAllowedIn(RuleBroken):
    """The board has closed the person's account."""


class WrongCode(RuleBroken):
    """The code is not the one the app shows."""


class WrongPassword(RuleBroken):
    """The password is not the one in use."""


def wait(failures, *, known):
    """How long to wait after so many failures in a row: 1 second, then twice as long each time.

    In a browser the person has logged in with before (`known`) the wait stays short, so that
    somebody else's guessing does not keep the owner out.
    """
    if not failures:
        return timedelta(0)
    longest = LONGEST_WAIT_IN_A_KNOWN_BROWSER if known else LONGEST_WAIT
    return min(timedelta(seconds=2 ** min(failures - 1, MOST_DOUBLINGS)), longest)


def may_try(failures, last_failed_at, *, known, at):
    """Whether another try is listened to at the instant `at`."""
    return last_failed_at is None or at >= last_failed_at + wait(failures, known=known)


def check_roles(roles):
    """Raise RolesUnclear unless the roles are some of those that a centre gives."""
    if not roles:
        raise RolesUnclear("Choose at least one role. To take all roles away, remove the person.")
    if not set(roles) <= set(CENTRE_ROLES):
        raise RolesUnclear("A centre can give only the roles of a centre.")


def check_not_own(person, by):
    """Raise NotYourOwn if somebody changes their own roles."""
    if person == by:
        raise NotYourOwn(
            "You cannot change your own roles. Another Centre Administrator of your centre"
            " or the board can."
        )


def normal_code(typed):
    """A code as it is kept: people type spaces, hyphens and capitals as they like."""
    return "".join(typed.split()).replace("-", "").lower()
