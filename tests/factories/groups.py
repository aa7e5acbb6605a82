"""Teaching groups of a centre."""

from entries import commands
from interchange.accounts.roles import Role
from tests.factories import accounts
from tests.factories.entries import NOW


def a_group(centre, *members, name="12B IT", by=None, qualification=None, teachers=()):
    """A group of the centre, of the registrations."""
    by = by or accounts.with_role(Role.EXAMS_OFFICER, centre)
    group = commands.make_group(
        centre=centre, name=name, qualification=qualification, teachers=teachers, by=by, at=NOW
    )
    if members:
        commands.add_to_group(group=group, entries=members, by=by, at=NOW)
    return group
