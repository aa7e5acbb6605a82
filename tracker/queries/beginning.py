"""What comes first at a centre that has registered nobody yet?"""

from dataclasses import dataclass

from django.urls import reverse

from entries.models import QualificationEntry
from entries.queries import approved_subjects
from interchange.accounts import permissions
from interchange.accounts.models import Membership
from interchange.accounts.roles import CENTRE_ROLES, Permission

WHO_ENTERS = "Your exams officer or Centre Administrator does that."
WHO_INVITES = "It is for a Centre Administrator, whom your centre lacks: ask us for one."


@dataclass(frozen=True)
class Beginning:
    """A first step: what it is, why, and the button for who may take it, else who does."""

    title: str
    why: str
    button: str = ""
    href: str = ""


def first_steps(user, centre) -> list[Beginning]:
    """The steps that come first at the centre, in their order; none once somebody is registered.

    At most three queries, and one at a centre that has registered somebody.
    """
    if QualificationEntry.objects.filter(centre=centre).exists():
        return []
    steps = []
    if _colleagues(centre)[:2].count() < 2:
        steps.append(_invite(user, centre))
    approved = approved_subjects(centre)
    if not approved:
        steps.append(_approval(user, centre))
    return [*steps, _register(user, centre, approved=bool(approved))]


def _colleagues(centre):
    """Whose account is open and has a role of the centre’s own; moderators are the board’s."""
    found = Membership.objects.filter(centre=centre, role__in=CENTRE_ROLES, user__is_active=True)
    return found.values("user").distinct()


def _invite(user, centre):
    title = "Invite your colleagues"
    why = (
        "You are the only person at this centre in the portal. Exams officers enter candidates,"
        " teachers make claims: invite each by their own address."
    )
    can = permissions.can(user, Permission.MANAGE_PEOPLE, centre=centre)
    return _step(title, why, can, "Invite a colleague", "accounts:invite", centre, who=WHO_INVITES)


def _approval(user, centre):
    title = "Ask to be approved for a subject"
    why = "A centre registers candidates in the subjects it is approved for, and so far in none."
    can = permissions.can(user, Permission.MAKE_ENTRIES, centre=centre)
    return _step(title, why, can, "Ask for approval", "entries:approvals", centre)


def _register(user, centre, *, approved):
    title = "Register your first candidates"
    why = "Nobody is registered here yet. Claims, exam entries and results all begin with that."
    if not approved:
        return Beginning(title, f"{why} You can as soon as you are approved for a subject.")
    can = permissions.can(user, Permission.MAKE_ENTRIES, centre=centre)
    return _step(title, why, can, "Register candidates", "entries:register", centre)


def _step(title, why, can, button, page, centre, *, who=WHO_ENTERS):
    """The step with its button for who may take it; else who does."""
    if can:
        return Beginning(title, why, button, reverse(page, args=[centre.number]))
    return Beginning(title, f"{why} {who}")
