"""What must be true of log-ins, roles and codes."""

from collections.abc import Collection

from interchange.accounts.roles import CENTRE_ROLES
from interchange.refusals import RuleBroken


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


class LinkEnded(RuleBroken):
    """The link was used, has run out, or is another one's."""


class AskedTooOften(RuleBroken):
    """From one network a new password was asked for too often."""


class SameEmail(RuleBroken):
    """The address is the one in use."""


class EmailTaken(RuleBroken):
    """Somebody else logs in with the address."""


def check_roles(roles: Collection[str]) -> None:
    """Raise RolesUnclear unless the roles are some of those that a centre gives."""
    if not roles:
        raise RolesUnclear("Choose at least one role. To take all roles away, remove the person.")
    if not set(roles) <= set(CENTRE_ROLES):
        raise RolesUnclear("A centre can give only the roles of a centre.")


def check_not_own(person: object, by: object) -> None:
    """Raise NotYourOwn if somebody changes their own roles."""
    if person == by:
        raise NotYourOwn(
            "You cannot change your own roles. Another Centre Administrator of your centre"
            " or the board can."
        )


def normal_code(typed: str) -> str:
    """A code as it is kept: people type spaces, hyphens and capitals as they like."""
    return "".join(typed.split()).replace("-", "").lower()
