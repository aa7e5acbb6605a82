"""Which link lets a person set a password? A signed one that works once and for three days."""

from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.urls import reverse

from interchange.accounts.models import User
from interchange.accounts.roles import Role


class Once(PasswordResetTokenGenerator):
    """Tokens that end with the next log-in, the next password or after PASSWORD_RESET_TIMEOUT."""

    key_salt = "interchange.accounts.links"


tokens = Once()


def to_choose_password(person):
    """The link's path, for a letter."""
    return reverse("accounts:choose_password", args=[person.pk, tokens.make_token(person)])


def person_of(pk, token):
    """The person whom the link is for, or None once it was used, ran out or was never given.

    Nobody comes to a password for the service account.
    """
    people = User.objects.exclude(memberships__role=Role.SERVICE)
    person = people.filter(pk=pk, is_active=True).first()
    return person if person and tokens.check_token(person, token) else None
