"""What does the board do about people? It admits staff, closes accounts, resets second factors."""

from django.db import transaction

from interchange.accounts import links, permissions, rules
from interchange.accounts.commands import second_factor
from interchange.accounts.commands.people import A_MOMENT, person_with
from interchange.accounts.models import Membership, User
from interchange.accounts.roles import Permission, Role
from interchange.audit import trail
from interchange.notifications import outbox
from interchange.refusals import AlreadyDone


@transaction.atomic
def invite_by_board(*, person, by, at) -> None:
    """Send a person whom the board has entered a link to choose a password.

    Raises AlreadyDone where one was sent within the last minute, as by a second click.
    """
    permissions.check(by, Permission.MANAGE_CENTRES)
    User.objects.select_for_update(no_key=True).get(pk=person.pk)
    if trail.of(person).filter(name="user.invite", at__gt=at - A_MOMENT).exists():
        raise AlreadyDone(f"{person.name} was sent an invitation a moment ago.")
    trail.record("user.invite", about=person, by=by, at=at)
    link = {"link": links.CHOOSE_PASSWORD, "reader": person}
    outbox.queue("accounts/board_invitation", to=person.email, at=at, person=person, **link)


@transaction.atomic
def close(*, person, by, at) -> None:
    """Keep the person from logging in; sessions end at once, roles stay.

    Raises NotYourOwn, or AlreadyDone.
    """
    permissions.check(by, Permission.MANAGE_CENTRES)
    rules.check_not_own(person, by)
    _open_or_close(person, False)
    trail.record("user.close", about=person, by=by, at=at)
    outbox.queue("accounts/closed", to=person.email, at=at, person=person)


@transaction.atomic
def reopen(*, person, by, at) -> None:
    """Let a person whose account was closed log in again. Raises AlreadyDone."""
    permissions.check(by, Permission.MANAGE_CENTRES)
    _open_or_close(person, True)
    trail.record("user.reopen", about=person, by=by, at=at)
    outbox.queue("accounts/reopened", to=person.email, at=at, person=person)


def _open_or_close(person, is_active):
    """Store whether the person may log in; raises AlreadyDone where that is so already."""
    changed = User.objects.filter(pk=person.pk, is_active=not is_active).update(is_active=is_active)
    person.is_active = is_active
    if not changed:
        now = "open" if is_active else "closed"
        raise AlreadyDone(f"The account of {person.name} is {now} already.")


@transaction.atomic
def reset_second_factor(*, person, by, at) -> None:
    """Take away the app and the codes of a person who lost both; they set them up anew.

    Raises NotYourOwn: staff who lost theirs ask another; AlreadyDone where there is none.
    """
    permissions.check(by, Permission.MANAGE_CENTRES)
    rules.check_not_own(person, by)
    if not second_factor.forget(person):
        raise AlreadyDone(f"{person.name} has no app and no codes: they set them up anew.")
    trail.record("user.reset_second_factor", about=person, by=by, at=at)
    outbox.queue("accounts/second_factor_reset", to=person.email, at=at, person=person)


@transaction.atomic
def create_board_administrator(*, email, name, at) -> str:
    """Make the person a board administrator and give the link to choose a password.

    For whoever runs the installation, when nobody is there yet who could invite: by nobody.
    """
    person = person_with(email=email, name=name)
    Membership.objects.get_or_create(user=person, role=Role.BOARD_ADMINISTRATOR, centre=None)
    trail.record("user.invite", about=person, by=None, at=at, detail={"from": "command line"})
    return links.to_choose_password(person)
