"""Who reads of what at a centre, as roles are now; and which letters does a person want?"""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Q, QuerySet

from interchange.accounts.models import Centre, Membership, User
from interchange.accounts.roles import CENTRE_ROLES, PERMISSIONS, Permission, Role, allowing
from reminders.models import LettersWanted
from reminders.rules import RIGHTS


def wanted(person) -> LettersWanted:
    """Which letters the person wants; all of them where nothing was said."""
    found = LettersWanted.objects.filter(person=person).first()
    return found or LettersWanted(person=person)


def wanting(what: str) -> Q:
    """Of memberships: those of people who want the letters, such as `reminders`."""
    return Q(user__letters_wanted=None) | Q(**{f"user__letters_wanted__{what}": True})


def reading() -> QuerySet[Membership]:
    """The roles at centres of those who can read a letter: not closed, and logged in once at least.

    Whoever was invited and has not come yet reads nothing.
    """
    return Membership.objects.filter(
        role__in=CENTRE_ROLES, user__is_active=True, user__last_login__isnull=False
    )


def readers(centres: Iterable[int]) -> dict[tuple[int, Permission], list[User]]:
    """Who is reminded at each of the centres (keys) of what needs each right; two queries.

    Those who hold a role that has it, read letters, and want to be reminded; where none of them
    wants to, all who read, since somebody always is. Nobody where nobody holds one and reads.
    """
    roles = {role for right in RIGHTS for role in allowing(right)}
    held = reading().filter(centre__in=centres, role__in=roles)
    off = set(LettersWanted.objects.filter(reminders=False).values_list("person", flat=True))
    holders = defaultdict(dict)
    for one in held.select_related("user"):
        for right in PERMISSIONS[Role(one.role)].intersection(RIGHTS):
            holders[one.centre_id, right][one.user_id] = one.user
    return {
        where: [one for pk, one in people.items() if pk not in off] or list(people.values())
        for where, people in holders.items()
    }


def centres_without(person) -> list[Centre]:
    """The centres where nobody but the person would be reminded of something they may do."""
    own = Membership.objects.filter(user=person, role__in=CENTRE_ROLES).select_related("centre")
    mine = {(one.centre, right) for one in own for right in _rights(one.role)}
    others = (
        reading()
        .filter(wanting("reminders"), centre__in=[centre for centre, _ in mine])
        .exclude(user=person)
    )
    theirs = {(one.centre_id, right) for one in others for right in _rights(one.role)}
    found = {centre for centre, right in mine if (centre.pk, right) not in theirs}
    return sorted(found, key=lambda centre: centre.number)


def _rights(role):
    return PERMISSIONS[Role(role)].intersection(RIGHTS)
