"""How do colleagues come to a centre, change their roles there, and leave it?

The Centre Administrator does it for the whole centre, but never for themself.
"""

from datetime import timedelta

from django.contrib.auth.hashers import is_password_usable, make_password
from django.db import transaction

from interchange.accounts import links, permissions, queries, rules
from interchange.accounts.commands import service
from interchange.accounts.models import Centre, Membership, User
from interchange.accounts.roles import CENTRE_ROLES, Permission, Role
from interchange.audit import trail
from interchange.names import check_name
from interchange.notifications import outbox
from interchange.refusals import AlreadyDone

A_MOMENT = timedelta(minutes=1)


@transaction.atomic
def invite(*, centre, name, email, roles, by, at) -> User:
    """Give a colleague roles at the centre and tell them; somebody new is sent a link to begin.

    Raises RolesUnclear, NotYourOwn, AlreadyHere, NotAllowedIn or NameRefused. Gives the person.
    """
    _lock_people_of(centre)
    permissions.check(by, Permission.MANAGE_PEOPLE, centre=centre)
    rules.check_roles(roles)
    person = person_with(email=email, name=name)
    _check_may_join(person, centre, by)
    _hold(person, centre, roles)
    detail = {"roles": _in_order(roles)}
    trail.record("user.invite", about=person, centre=centre, by=by, at=at, detail=detail)
    _welcome(person, centre, roles, by, at)
    return person


def person_with(*, email, name) -> User:
    """The person with that e-mail address, made where there is none: by whoever asks first.

    Somebody new gets the name, and no password until they choose one by the link of a letter.
    Raises NameRefused.
    """
    name = " ".join(name.split())
    check_name(name)
    person, _ = User.objects.get_or_create(
        email__iexact=email.strip(),
        defaults={
            "email": email.strip(),
            "name": name,
            "password": make_password(None),
        },
    )
    return person


def _check_may_join(person, centre, by):
    """Raise AlreadyHere, NotYourOwn or NotAllowedIn if the person cannot be invited."""
    rules.check_not_own(person, by)
    if person.email == service.EMAIL:
        raise rules.NotAllowedIn(f"{person.email} is an account of the portal, not a person's.")
    if not person.is_active:
        raise rules.NotAllowedIn(
            f"The board has closed the account of {person.email}. Ask the board to open it again."
        )
    if person.memberships.filter(role=Role.MODERATOR, centre=centre).exists():
        raise rules.NotAllowedIn(
            f"{person.email} moderates claims of your centre, so they cannot hold a role there."
            " Ask the board if that is to change."
        )
    if queries.roles_at(centre, person):
        raise rules.AlreadyHere(
            f"{person.email} is at your centre already: change their roles instead."
        )


@transaction.atomic
def invite_again(*, person, centre, by, at) -> None:
    """Send a colleague who has not chosen a password yet a new link; the rules of `invite`.

    Raises AlreadyDone too where one was sent within the last minute, as by a second click.
    """
    _check_may_change(person, centre, by)
    if is_password_usable(person.password):
        raise rules.AlreadyHere(f"{person.email} has taken up the invitation already.")
    just_now = trail.of(person).filter(name="user.invite_again", at__gt=at - A_MOMENT)
    if just_now.exists():
        raise AlreadyDone(f"{person.email} was sent an invitation a moment ago.")
    trail.record("user.invite_again", about=person, centre=centre, by=by, at=at)
    _welcome(person, centre, queries.roles_at(centre, person), by, at)


@transaction.atomic
def set_roles(*, person, centre, roles, by, at) -> None:
    """Let a colleague hold these roles at the centre and no others.

    Raises RolesUnclear, NotYourOwn or NobodyLeft.
    """
    _check_may_change(person, centre, by)
    rules.check_roles(roles)
    before = queries.roles_at(centre, person)
    if before == set(roles):
        return
    _hold(person, centre, roles)
    _check_administered(centre)
    detail = {"from": _in_order(before), "to": _in_order(roles)}
    trail.record("user.set_roles", about=person, centre=centre, by=by, at=at, detail=detail)
    _tell(person, "accounts/roles_changed", centre, roles, by, at)


@transaction.atomic
def remove(*, person, centre, by, at) -> None:
    """Take all the person's roles at the centre away; they see nothing of it from now on.

    Raises NotYourOwn, NobodyLeft, or AlreadyDone where somebody was sooner. The person and what
    they did stay on record.
    """
    _check_may_change(person, centre, by)
    before = queries.roles_at(centre, person)
    if not before:
        raise AlreadyDone(f"{person.email} has been removed from your centre already.")
    _hold(person, centre, ())
    _check_administered(centre)
    detail = {"from": _in_order(before), "to": []}
    trail.record("user.remove", about=person, centre=centre, by=by, at=at, detail=detail)
    _tell(person, "accounts/removed", centre, (), by, at)


def _check_may_change(person, centre, by):
    """Raise unless `by` may change the person; the centre's people stay locked until it is done."""
    _lock_people_of(centre)
    permissions.check(by, Permission.MANAGE_PEOPLE, centre=centre)
    rules.check_not_own(person, by)


def _lock_people_of(centre):
    """Let nobody else change who is at the centre until the transaction ends."""
    Centre.objects.select_for_update().get(pk=centre.pk)


def _check_administered(centre):
    """Raise NobodyLeft if no Centre Administrator who may log in is left."""
    if not queries.administrators(centre):
        raise rules.NobodyLeft(
            "The centre would be left without a Centre Administrator."
            " Give somebody else that role first."
        )


def _hold(person, centre, roles):
    """Store exactly these of the centre's own roles; a moderator's allocation is none of them."""
    held = Membership.objects.filter(user=person, centre=centre, role__in=CENTRE_ROLES)
    held.exclude(role__in=roles).delete()
    new = set(roles) - set(held.values_list("role", flat=True))
    Membership.objects.bulk_create(
        Membership(user=person, centre=centre, role=role) for role in _in_order(new)
    )


def _welcome(person, centre, roles, by, at):
    """Tell the person: with a link to begin if they have no password yet."""
    if is_password_usable(person.password):
        _tell(person, "accounts/added_to_centre", centre, roles, by, at)
    else:
        link = {"link": links.CHOOSE_PASSWORD, "reader": person}
        _tell(person, "accounts/invitation", centre, roles, by, at, **link)


def _tell(person, letter, centre, roles, by, at, **more):
    """Queue the letter, which knows the centre and the roles in words."""
    outbox.queue(
        letter,
        to=person.email,
        at=at,
        person=person,
        centre=centre,
        roles=[Role(role).label for role in _in_order(roles)],
        by=by,
        **more,
    )


def _in_order(roles):
    """The roles in the order of the table of rights, each as its plain word."""
    return [role.value for role in CENTRE_ROLES if role in roles]
