"""Visits: `visit_at(status)` lives through the commands of the portal up to the status."""

from datetime import date

from claims import commands
from claims.models import Visit
from claims.visit_states import Status
from interchange.accounts.roles import Role
from interchange.catalogue.models import Subject
from tests.factories import accounts, catalogue, entries
from tests.factories.claims import NOW

ON = date(2027, 1, 20)


def takes(centre, qualification=None, candidates=1):
    """Let the centre have candidates registered, by default in IT; give the subject."""
    qualification = qualification or catalogue.qualification()
    entries.entries(centre, candidates, qualification)
    return qualification.subject


def visit_at(
    status=Status.REQUESTED,
    *,
    centre,
    subject="IT",
    on=ON,
    kind=Visit.Kind.VIRTUAL,
    by=None,
    moderator=None,
    at=NOW,
):
    """A visit that has come to the status; the centre needs candidates in the subject.

    `by` asks for it, `moderator` books it; both are made if not given.
    """
    subject = Subject.objects.get(code=subject)
    by = by or accounts.with_role(Role.TUTOR, centre)
    visit = commands.ask_for_visit(
        centre=centre,
        subject=subject,
        kind=kind,
        on=on,
        teacher="Ann Teacher",
        anyway=True,
        by=by,
        at=at,
    )
    if status == Status.REQUESTED:
        return visit
    if status == Status.CANCELLED:
        return commands.cancel_visit(visit=visit, by=by, at=at)
    moderator = moderator or accounts.with_role(Role.MODERATOR, centre, subject)
    visit = commands.book_visit(visit=visit, kind=kind, on=on, by=moderator, at=at)
    if status == Status.BOOKED:
        return visit
    return commands.hold_visit(visit=visit, on=min(on, at.date()), by=moderator, at=at)
