"""How does a person come to a password? By a link in a letter; with the old one they change it."""

from datetime import timedelta

from django.contrib.auth.hashers import is_password_usable
from django.db import transaction

from interchange.accounts import links, rules
from interchange.accounts.models import User
from interchange.audit import trail
from interchange.notifications import outbox
from interchange.notifications.models import Message

PAUSE = timedelta(minutes=5)  # between two letters, so that nobody floods another's mailbox
RESET = "accounts/password_reset"


@transaction.atomic
def send_reset(*, email, at):
    """Send the person with that e-mail address a link to choose a password; nobody: nothing."""
    person = User.objects.filter(email__iexact=email.strip(), is_active=True).first()
    if person is None or lately_sent(person, at):
        return
    trail.record("user.ask_for_reset", about=person, by=None, at=at)
    link = {"link": links.CHOOSE_PASSWORD, "reader": person}
    outbox.queue(RESET, to=person.email, at=at, person=person, **link)


def lately_sent(person, at):
    """Whether such a letter has just gone to the person."""
    return Message.objects.filter(
        to=person.email, template=RESET, queued_at__gt=at - PAUSE
    ).exists()


@transaction.atomic
def choose_password(*, by, password, at):
    """Set the password of the person who came by a link; the link ends, as do other sessions."""
    first = not is_password_usable(by.password)
    by.set_password(password)
    by.failed_logins, by.last_failed_at = 0, None
    by.save(update_fields=["password", "failed_logins", "last_failed_at"])
    trail.record("user.choose_password", about=by, by=by, at=at, detail={"first": first})
    if not first:
        outbox.queue("accounts/password_changed", to=by.email, at=at, person=by)


@transaction.atomic
def change_password(*, by, old, password, at):
    """Set the password of a person who is logged in; raises WrongPassword if `old` is not it."""
    person = User.objects.select_for_update().get(pk=by.pk)
    if not person.check_password(old):
        raise rules.WrongPassword("That is not your present password.")
    by.set_password(password)
    by.save(update_fields=["password"])
    trail.record("user.change_password", about=by, by=by, at=at)
    outbox.queue("accounts/password_changed", to=by.email, at=at, person=by)
