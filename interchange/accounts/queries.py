"""Who is where: the people of a centre, its administrators and moderators, a person's codes."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.hashers import is_password_usable
from django.db.models import Exists, OuterRef, QuerySet
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from interchange.accounts.models import EmailChange, Membership, User
from interchange.accounts.roles import CENTRE_ROLES, Permission, Role, allowing
from interchange.audit.models import Event
from interchange.audit.trail import reference
from interchange.database.sorting import SortsAs

INVITED = "user.invite"


@dataclass(frozen=True)
class Colleague:
    """A person of a centre: the roles held there, and whether the invitation was taken up.

    Until they have come, the name is the address that the centre invited.
    """

    pk: int
    name: str
    email: str
    roles: tuple[str, ...]
    last_login: datetime | None
    state: str

    @property
    def role_labels(self) -> list[str]:
        """The roles in words."""
        return [Role(role).label for role in self.roles]


def people(centre) -> list[Colleague]:
    """The colleagues at the centre, by name."""
    held = Membership.objects.filter(centre=centre, role__in=CENTRE_ROLES).select_related("user")
    roles, users = {}, {}
    for membership in held.order_by(SortsAs("user__name"), "user_id"):
        users[membership.user_id] = membership.user
        roles.setdefault(membership.user_id, []).append(membership.role)
    awaited = _awaited(centre, users.values())
    return [_colleague(user, roles[pk], pk in awaited) for pk, user in users.items()]


def teachers(centre) -> list[Colleague]:
    """Those of the colleagues at the centre whose roles let them make claims, by name."""
    claiming = {*allowing(Permission.MAKE_CLAIMS)}
    return [one for one in people(centre) if claiming & {*one.roles}]


def _colleague(user, roles, is_awaited):
    """The person with the roles in the order of the table of rights."""
    inside = tuple(role for role in CENTRE_ROLES if role in roles)
    name = user.email if is_awaited else user.name
    seen = None if is_awaited else user.last_login
    return Colleague(user.pk, name, user.email, inside, seen, state(user))


def called(centre, person) -> str:
    """What the centre may call the person: by name, or by the address it invited until they come.

    So nobody learns by an invitation whose address it is at another centre.
    """
    return person.email if _awaited(centre, [person]) else person.name


def _awaited(centre, users):
    """The ids of those whom the centre has invited and who have not logged in since."""
    by_reference = {reference(user): user for user in users}
    invited = Event.objects.filter(
        name=INVITED, centre=centre.number, about__in=by_reference
    ).values_list("about", "at")
    people = ((by_reference[about], at) for about, at in invited)
    return {user.pk for user, at in people if not user.last_login or user.last_login < at}


def state(user) -> str:
    """How far the person has come: Invited, Active, or Closed by the board."""
    if not user.is_active:
        return "Closed"
    return "Active" if is_password_usable(user.password) else "Invited"


def person_at(centre, pk) -> User:
    """The User who holds a role of the centre's own there; raises User.DoesNotExist."""
    here = Membership.objects.filter(centre=centre, role__in=CENTRE_ROLES)
    return User.objects.get(pk=pk, pk__in=here.values("user_id"))


def roles_at(centre, person) -> set[str]:
    """The roles of the centre's own that the person holds there."""
    held = Membership.objects.filter(centre=centre, user=person, role__in=CENTRE_ROLES)
    return set(held.values_list("role", flat=True))


def administrators(centre) -> list[User]:
    """The Centre Administrators of the centre who may log in."""
    return list(
        User.objects.filter(
            is_active=True,
            memberships__centre=centre,
            memberships__role=Role.CENTRE_ADMINISTRATOR,
        ).order_by(SortsAs("name"), "pk")
    )


def allocated_at(centre) -> QuerySet[Membership]:
    """The memberships of the moderators allocated to the centre who are not of its own staff."""
    own = Membership.objects.filter(user=OuterRef("user"), centre=centre, role__in=CENTRE_ROLES)
    return Membership.objects.filter(
        ~Exists(own), centre=centre, role=Role.MODERATOR, user__is_active=True
    )


def allocations(centre) -> list[Membership]:
    """The moderators allocated to the centre, each with the subject, by subject."""
    held = allocated_at(centre).select_related("user", "subject")
    return list(held.order_by("subject__title", SortsAs("user__name"), "pk"))


def has_app(person) -> bool:
    """Whether the person has set up an authenticator app."""
    return TOTPDevice.objects.filter(user=person, confirmed=True).exists()


def recovery_codes_left(person) -> int:
    """How many recovery codes the person has not used yet."""
    return StaticToken.objects.filter(device__user=person, device__confirmed=True).count()


def asked_email(person) -> str:
    """The address that the person wants to log in with and has not confirmed yet, or ""."""
    return EmailChange.objects.filter(person=person).values_list("email", flat=True).first() or ""
