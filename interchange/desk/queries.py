"""Who has what in hand at the desk, and what was noted?"""

from django.db.models import QuerySet

from interchange.accounts.models import User
from interchange.accounts.roles import Permission, Role, allowing
from interchange.desk.models import InHand, Note, SavedView


def in_hand(keys) -> dict[tuple[str, int], InHand]:
    """Who has each of the items, given as pairs of kind and record, in one statement."""
    records = {record for _, record in keys}
    rows = InHand.objects.filter(record__in=records).select_related("by") if keys else ()
    return {(one.kind, one.record): one for one in rows if (one.kind, one.record) in keys}


def records_in_hand(kind, by=None) -> QuerySet:
    """The numbers of the records of a kind that somebody has in hand, or that one person has."""
    found = InHand.objects.filter(kind=kind)
    return (found if by is None else found.filter(by=by)).values("record")


def notes(record) -> list[Note]:
    """What was noted of a record, oldest first."""
    found = Note.objects.filter(kind=record._meta.label_lower, record=record.pk)
    return list(found.select_related("by"))


def views(person) -> list[SavedView]:
    """The views that the person keeps, by name."""
    return list(SavedView.objects.filter(person=person))


def colleagues(person) -> QuerySet[User]:
    """Who works for the board and can be handed an item, but the person themself."""
    roles = [role for role in allowing(Permission.ADMIT_STAFF) if role != Role.SERVICE]
    found = User.objects.filter(memberships__role__in=roles, is_active=True)
    return found.exclude(pk=person.pk).distinct().order_by("name", "pk")
