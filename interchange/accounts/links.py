"""Which link lets a person set a password? A signed one that works once and for three days.

It is made when its letter is sent, from how the person stands then, and kept nowhere.
"""

from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.urls import reverse

from interchange.accounts.models import User
from interchange.accounts.roles import Role
from interchange.notifications.linking import NoLink

CHOOSE_PASSWORD = "choose a password"  # the kind of link that such a letter names


class Once(PasswordResetTokenGenerator):
    """Tokens that end with the next log-in, the next password or after PASSWORD_RESET_TIMEOUT."""

    key_salt = "interchange.accounts.links"


tokens = Once()


def to_choose_password(person):
    """The link's path, for a letter."""
    return reverse("accounts:choose_password", args=[person.pk, tokens.make_token(person)])


def for_letter(kind, person, address):
    """The path of the link of that kind for the person, in a letter to the e-mail address.

    Raises NoLink where the letter should not go out any more: the account is closed, or the
    address is no longer the person's, so that its owner may be somebody else.
    """
    if not person.is_active:
        raise NoLink("Not sent: the account was closed before the letter could leave.")
    return KINDS[kind](person, address)


def in_a_letter(person, address):
    """The link to choose a password, for whoever reads the person's own letters."""
    if person.email.casefold() != address.casefold():
        raise NoLink("Not sent: the person has another e-mail address since it was written.")
    return to_choose_password(person)


KINDS = {CHOOSE_PASSWORD: in_a_letter}


def person_of(pk, token):
    """The person whom the link is for, or None once it was used, ran out or was never given.

    Nobody comes to a password for the service account.
    """
    people = User.objects.exclude(memberships__role=Role.SERVICE)
    person = people.filter(pk=pk, is_active=True).first()
    return person if person and tokens.check_token(person, token) else None
