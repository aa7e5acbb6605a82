"""Visits as the tests of commands ask for them, and what is written about them."""

from datetime import date

from claims import commands
from claims.models import Visit
from interchange.notifications.models import Message

ON = date(2027, 1, 20)


def asked_for(centre, subject, by, at, **changes):
    """A visit on ON, asked for."""
    wanted = {"kind": Visit.Kind.VIRTUAL, "on": ON, "teacher": "Ann Teacher", **changes}
    return commands.ask_for_visit(centre=centre, subject=subject, by=by, at=at, **wanted)


def body(template):
    """What the one letter of the kind says."""
    return Message.objects.get(template=template).body
