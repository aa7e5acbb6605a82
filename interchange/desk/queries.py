"""Who has what in hand at the desk, and what was noted?"""

from django.db.models import Exists, OuterRef, QuerySet

from interchange.accounts.models import Membership, User
from interchange.accounts.roles import Permission, Role, allowing
from interchange.database.sorting import SortsAs
from interchange.desk.models import InHand, Note, SavedView

STAFF = [role for role in allowing(Permission.ADMIT_STAFF) if role != Role.SERVICE]


def in_hand(keys) -> dict[tuple[str, int], InHand]:
    """Who has each of the items, given as pairs of kind and record, in one statement."""
    records = {record for _, record in keys}
    rows = _held().filter(record__in=records).select_related("by") if keys else ()
    return {(one.kind, one.record): one for one in rows if (one.kind, one.record) in keys}


def is_in_hand(kind, by=None) -> Exists:
    """Whether somebody, or one person, has an item of the kind in hand, as a condition of its rows.

    What waits again, since after it was taken, is in nobody's hand.
    """
    found = _held().filter(kind=kind, record=OuterRef("pk"), at__gte=OuterRef("item_since"))
    return Exists(found if by is None else found.filter(by=by))


def _held():
    """What is in the hands of who still works for the board."""
    staff = Membership.objects.filter(user=OuterRef("by"), role__in=STAFF)
    return InHand.objects.filter(Exists(staff), by__is_active=True)


def notes(record) -> list[Note]:
    """What was noted of a record, oldest first."""
    found = Note.objects.filter(kind=record._meta.label_lower, record=record.pk)
    return list(found.select_related("by"))


def views(person) -> list[SavedView]:
    """The views that the person keeps, by name."""
    return list(SavedView.objects.filter(person=person))


def colleagues(person) -> QuerySet[User]:
    """Who works for the board and can be handed an item, but the person themself."""
    found = User.objects.filter(memberships__role__in=STAFF, is_active=True)
    return found.exclude(pk=person.pk).distinct().order_by(SortsAs("name"), "pk")
