"""Which link lets a person set a password or take another e-mail address?

A signed one that works once and for three days. It is made when its letter is sent, from how the
person stands then, and kept nowhere.
"""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from interchange.accounts.models import EmailChange, User
from interchange.accounts.roles import Role
from interchange.notifications.linking import NoLink

CHOOSE_PASSWORD = "choose a password"  # the kinds of link that letters name
CONFIRM_EMAIL = "confirm an e-mail address"


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


def _in_a_letter(person, address):
    """The link to choose a password, for whoever reads the person's own letters."""
    if person.email.casefold() != address.casefold():
        raise NoLink("Not sent: the person has another e-mail address since it was written.")
    return to_choose_password(person)


def _in_a_letter_to_the_new_address(person, address):
    """The link to confirm the address, for whoever reads letters there."""
    change = EmailChange.objects.filter(person=person).first()
    if change is None or change.email.casefold() != address.casefold():
        raise NoLink("Not sent: the person does not want to log in with that address any more.")
    return to_confirm_email(change)


KINDS = {CHOOSE_PASSWORD: _in_a_letter, CONFIRM_EMAIL: _in_a_letter_to_the_new_address}


def person_of(pk, token):
    """The person whom the link is for, or None once it was used, ran out or was never given.

    Nobody comes to a password for the service account.
    """
    people = User.objects.exclude(memberships__role=Role.SERVICE)
    person = people.filter(pk=pk, is_active=True).first()
    return person if person and tokens.check_token(person, token) else None


def to_confirm_email(change):
    """The path of the link that goes to the new address of an EmailChange, for a letter."""
    return reverse("accounts:confirm_email", args=[email_token(change)])


def email_token(change):
    """What only the mailbox of the new address is told; another one each time it is asked for."""
    about = f"{change.person_id} {change.email} {change.asked_at.isoformat()}"
    return salted_hmac("interchange.accounts.links.email", about, algorithm="sha256").hexdigest()


def email_change_of(person, token, at):
    """The person's EmailChange that the link is for, or None once it was used or has run out."""
    change = EmailChange.objects.filter(person=person).first()
    if change is None or at - change.asked_at > timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT):
        return None
    return change if constant_time_compare(token, email_token(change)) else None
