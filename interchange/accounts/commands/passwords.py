"""How does a person come to a password? By a link in a letter; with the old one they change it."""

from datetime import timedelta

from django.contrib.auth.hashers import is_password_usable
from django.db import transaction

from interchange.accounts import links, rules
from interchange.accounts.commands import guesses
from interchange.accounts.commands.log_in import confirm
from interchange.accounts.models import AskedReset, User
from interchange.audit import trail
from interchange.notifications import outbox
from interchange.notifications.models import Message
from interchange.queue import hint

PAUSE = timedelta(minutes=5)  # between two letters, so that nobody floods another's mailbox
RESET = "accounts/password_reset"


@transaction.atomic
def ask_for_reset(*, email, visitor, at) -> None:
    """Note that somebody asks for a new password: the same work whether there is such a person.

    Raises AskedTooOften after many within an hour from the network of the `visitor`, whoever they
    were for.

    A worker or the sweeper does the rest (`send_resets`), so that nobody can tell from the time
    an answer takes who has an account.
    """
    if not guesses.hear_wish(visitor, at):
        raise rules.AskedTooOften(
            "From your network new passwords were asked for too often within an hour."
            " Ask again in an hour.",
            field="email",
        )
    asked = AskedReset(email=email.strip().lower(), at=at)
    AskedReset.objects.bulk_create([asked], ignore_conflicts=True)
    hint("accounts.send_resets")


def send_resets(*, at) -> int:
    """Send a link to each who asked for a new password and may have one; give how many asked."""
    done = 0
    while _send_a_reset(at=at):
        done += 1
    return done


@transaction.atomic
def _send_a_reset(*, at):
    """Deal with the oldest wish that nobody else is dealing with; say whether there was one."""
    asked = AskedReset.objects.select_for_update(skip_locked=True).order_by("at").first()
    if asked is None:
        return False
    send_reset(email=asked.email, at=at)
    asked.delete()
    return True


@transaction.atomic
def send_reset(*, email, at) -> None:
    """Send the person with that e-mail address a link to choose a password; nobody: nothing."""
    person = User.objects.filter(email__iexact=email.strip(), is_active=True).first()
    if person is None or _lately_sent(person, at):
        return
    trail.record("user.ask_for_reset", about=person, by=None, at=at)
    link = {"link": links.CHOOSE_PASSWORD, "reader": person}
    outbox.queue(RESET, to=person.email, at=at, person=person, **link)


def _lately_sent(person, at):
    """Whether such a letter has just gone to the person."""
    return Message.objects.filter(
        to=person.email, template=RESET, queued_at__gt=at - PAUSE
    ).exists()


@transaction.atomic
def choose_password(*, person, token, password, at) -> User:
    """Set the password of the person who came by a link; the link ends, as do other sessions.

    Raises LinkEnded where the link was used in the same moment or has run out since. Gives the
    person as they are now.
    """
    person = guesses.holding(person)
    if links.person_of(person.pk, token) is None:
        raise rules.LinkEnded("This link was used already or has run out.")
    first = not is_password_usable(person.password)
    person.set_password(password)
    person.save(update_fields=["password"])
    guesses.forget_passwords(person)
    trail.record("user.choose_password", about=person, by=person, at=at, detail={"first": first})
    if not first:
        outbox.queue("accounts/password_changed", to=person.email, at=at, person=person)
    return person


def change_password(*, by, old, code, password, visitor, at) -> None:
    """Set the password of a person who is logged in, and gives the old one and a code.

    Raises WrongPassword or WrongCode, which are counted as at the log-in.
    """
    confirm(by=by, password=old, code=code, visitor=visitor, at=at)
    with transaction.atomic():
        by.set_password(password)
        by.save(update_fields=["password"])
        trail.record("user.change_password", about=by, by=by, at=at)
        outbox.queue("accounts/password_changed", to=by.email, at=at, person=by)
