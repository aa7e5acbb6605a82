"""How does a person come to log in with another e-mail address? By a link sent to the new one."""

from django.db import IntegrityError, transaction

from interchange.accounts import links, rules
from interchange.accounts.commands import guesses
from interchange.accounts.commands.second_factor import A_MOMENT
from interchange.accounts.models import EmailChange, User
from interchange.audit import trail
from interchange.notifications import outbox


@transaction.atomic
def ask_for_email(*, by, email, at) -> None:
    """Have a link sent to the address that the person wants to log in with from now on.

    The present address is told. Where somebody logs in with the new one already, its letter says
    so, and the person who asks is not told who has an account. The same address twice at once is
    asked for once. Raises SameEmail.
    """
    by = guesses.holding(by)
    email = email.strip()
    if email.lower() == by.email.lower():
        raise rules.SameEmail("That is the address you log in with now. Enter the new one.")
    just_now = EmailChange.objects.filter(person=by, email=email, asked_at__gt=at - A_MOMENT)
    if just_now.exists():
        return
    asked = {"person": by, "email": email}
    trail.record("user.ask_for_email", about=by, by=by, at=at)
    outbox.queue("accounts/email_asked", to=by.email, at=at, **asked)
    if User.objects.filter(email__iexact=email).exclude(pk=by.pk).exists():
        EmailChange.objects.filter(person=by).delete()
        outbox.queue("accounts/email_taken", to=email, at=at, **asked)
        return
    EmailChange.objects.update_or_create(person=by, defaults={"email": email, "asked_at": at})
    link = {"link": links.CONFIRM_EMAIL, "reader": by}
    outbox.queue("accounts/email_to_confirm", to=email, at=at, **link, **asked)


def take_email(*, by, token, at) -> User:
    """Let the person log in with the address to which the link went; both addresses are told.

    Raises LinkEnded where the link is not the latest, has run out or was used, and EmailTaken
    where somebody else has come to log in with that address since.
    """
    try:
        return _change_email(by=by, token=token, at=at)
    except IntegrityError:
        raise rules.EmailTaken(
            "Somebody else logs in with that address. Nothing was changed: use another one,"
            " or ask the board if both accounts are yours."
        ) from None


@transaction.atomic
def _change_email(*, by, token, at):
    """Store the new address and tell both. Raises LinkEnded or IntegrityError. Gives the person."""
    person = guesses.holding(by)
    change = links.email_change_of(person, token, at)
    if change is None:
        raise rules.LinkEnded("This link was used already or has run out.")
    old, person.email = person.email, change.email
    person.save(update_fields=["email"])
    change.delete()
    tell_both(person, old, by=by, at=at)
    return person


def tell_both(person, old, *, by, at) -> None:
    """Write down that the person's address was `old` before, and tell it and the new one."""
    detail = {"from": old, "to": person.email}
    trail.record("user.change_email", about=person, by=by, at=at, detail=detail)
    for to in (old, person.email):
        outbox.queue("accounts/email_changed", to=to, at=at, person=person, old=old)
