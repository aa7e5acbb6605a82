"""Who may do everything at a centre: one person of its own, and one who moderates there."""

from interchange.accounts.models import Membership
from interchange.accounts.roles import Role
from interchange.catalogue.models import Subject
from tests.factories import accounts


def everybody_at(centre, *more):
    """One person who may do what the centre does itself, by these further roles too."""
    person = accounts.with_role(Role.CENTRE_ADMINISTRATOR, centre)
    for role in (Role.EXAMS_OFFICER, *more):
        Membership.objects.create(user=person, role=role, centre=centre)
    return person


def moderator_at(centre):
    """A moderator of all subjects at the centre, to which nobody who moderates there belongs."""
    first, *others = Subject.objects.all()
    person = accounts.with_role(Role.MODERATOR, centre, first)
    for subject in others:
        Membership.objects.create(user=person, role=Role.MODERATOR, centre=centre, subject=subject)
    return person
