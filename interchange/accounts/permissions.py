"""May this person do this here? One question, asked everywhere in the same words."""

from django.core.exceptions import PermissionDenied

from interchange.accounts.roles import APART, CENTRE_ROLES, PERMISSIONS, Permission, Role, allowing


def can(user, permission, *, centre=None, subject=""):
    """Whether the user may do it.

    `centre` is the Centre it is done at, or None for an act of the board. Board staff may do what
    their role allows at every centre. A moderator's role counts at the centre and for the subject
    (a code) of the allocation; without `subject`, any subject there will do. Nobody moderates at a
    centre to which they belong, whatever else they are.
    """
    held_by_user = memberships(user)
    return not _is_apart(held_by_user, permission, centre) and _is_allowed(
        held_by_user, permission, centre, subject
    )


def _is_allowed(held_by_user, permission, centre, subject):
    """Whether a role that counts at the centre and for the subject allows it."""
    return any(
        permission in PERMISSIONS[Role(held.role)]
        for held in held_by_user
        if _reaches(held, centre, subject)
    )


def _is_apart(held_by_user, permission, centre):
    """Whether an act must be left to others: it is done at a centre to which the person belongs."""
    return (
        permission in APART
        and centre is not None
        and any(one.centre_id == centre.pk for one in held_by_user if one.role in CENTRE_ROLES)
    )


def check(user, permission, *, centre=None, subject=""):
    """Raise PermissionDenied, saying what is needed, unless the user may."""
    held_by_user = memberships(user)
    if _is_apart(held_by_user, permission, centre):
        raise PermissionDenied(
            f"You belong to {centre}, so you cannot {permission.label} there: the board allocates"
            " somebody else."
        )
    if not _is_allowed(held_by_user, permission, centre, subject):
        raise PermissionDenied(
            f"You cannot {permission.label}: this needs the role {needed(permission)}."
        )


def needed(permission):
    """The roles that may do it, in words."""
    return " or ".join(role.label for role in allowing(permission) if role != Role.SERVICE)


def _reaches(held, centre, subject):
    """Whether a membership counts at the centre and for the subject."""
    if held.centre_id is None:
        return True
    if centre is None or held.centre_id != centre.pk:
        return False
    return not held.subject_id or not subject or held.subject.code == subject


def memberships(user):
    """What the user is and where, as it stands now; nothing for who may not log in."""
    if user is None or not user.is_active:
        return []
    if hasattr(user, "_remembered"):
        return user._remembered
    return list(user.memberships.select_related("centre", "subject"))


def remember(user):
    """Read the memberships once for all questions of one request.

    Only for the person of a request, who is loaded anew with each: whoever lives longer, such as
    the account a worker acts for, is asked about anew each time.
    """
    if not hasattr(user, "_remembered"):
        user._remembered = memberships(user)


def centres(user):
    """The centres where the user holds a role, allocations as moderator among them, by number."""
    return _by_number(held.centre for held in memberships(user) if held.centre_id)


def own_centres(user):
    """The centres the user belongs to: where the role is one of the centre's own, by number."""
    return _by_number(held.centre for held in memberships(user) if held.role in CENTRE_ROLES)


def allocations(user):
    """What the user moderates: memberships with a centre and a subject, none of an own centre."""
    found = memberships(user)
    return [
        one
        for one in found
        if one.role == Role.MODERATOR
        and not _is_apart(found, Permission.MODERATE_CLAIMS, one.centre)
    ]


def _by_number(found):
    """Each centre once, by number."""
    return sorted({centre.number: centre for centre in found}.values(), key=lambda one: one.number)


def subjects(user, permission, centre):
    """The codes of the subjects the user is allocated to at the centre with the permission."""
    held_by_user = memberships(user)
    if _is_apart(held_by_user, permission, centre):
        return set()
    return {
        held.subject.code
        for held in held_by_user
        if held.centre_id == centre.pk
        and held.subject_id
        and permission in PERMISSIONS[Role(held.role)]
    }
