"""What staff do with an item of the desk besides its own acts: take it, hand it on, note of it."""

from django.db import transaction
from django.utils import timezone

from interchange.accounts import permissions
from interchange.accounts.roles import Permission
from interchange.audit import trail
from interchange.desk.models import InHand, Note, SavedView
from interchange.refusals import AlreadyDone, RuleBroken

MOST_VIEWS = 20


class HeldByColleague(RuleBroken):
    """Somebody else has the item in hand, and the page had not said so."""


class NotStaff(RuleBroken):
    """Who is to have the item could not open it."""


@transaction.atomic
def take(*, record, by, at, from_hand=None) -> InHand:
    """Take the item in hand; from the colleague of `from_hand` (their id) where one has it.

    Raises HeldByColleague, naming who has it, where that is not who the page had shown;
    AlreadyDone where the person has it already. Who works for the board no more has nothing.
    """
    held = _held(record)
    if held and held.by_id == by.pk == from_hand:
        return _give(record, held, to=by, name="inhand.take", by=by, at=at)  # it waits again
    if held and held.by_id == by.pk:
        raise AlreadyDone(f"You have {record} in hand already.")
    if _is_a_colleagues(held, by) and held.by_id != from_hand:
        raise HeldByColleague(
            f"{held.by.name} has had {record} in hand since {_when(held.at)}. Nothing was changed:"
            " ask them to hand it over, or take it over from them."
        )
    return _give(record, held, to=by, name="inhand.take", by=by, at=at)


@transaction.atomic
def hand_over(*, record, to, by, at) -> InHand:
    """Give the item into a colleague's hands; from nobody's or one's own.

    Raises HeldByColleague where a third person has it, NotStaff where the colleague is no member
    of the board's staff, AlreadyDone where the colleague has it.
    """
    held = _held(record)
    if not permissions.can(to, Permission.ADMIT_STAFF):
        raise NotStaff(
            f"{to.name} does not work for the board now. Choose somebody else.", field="to"
        )
    if held and held.by_id == to.pk:
        raise AlreadyDone(f"{to.name} has {record} in hand already.")
    if _is_a_colleagues(held, by):
        raise HeldByColleague(
            f"{held.by.name} has had {record} in hand since {_when(held.at)}. Take it over first."
        )
    return _give(record, held, to=to, name="inhand.hand_over", by=by, at=at)


@transaction.atomic
def put_back(*, record, by, at) -> None:
    """Let go of an item that one has in hand, so that any colleague may take it.

    Raises AlreadyDone where nobody has it, HeldByColleague where a colleague has.
    """
    held = _held(record)
    if held is None:
        raise AlreadyDone(f"Nobody has {record} in hand.")
    if held.by_id != by.pk:
        raise HeldByColleague(f"{held.by.name} has {record} in hand now. Nothing was changed.")
    trail.record("inhand.put_back", about=held, by=by, at=at)
    held.delete()


@transaction.atomic
def note(*, record, words, by, at) -> Note:
    """Write something of the item for colleagues; it is never changed."""
    made = Note.objects.create(**_item(record), words=words, by=by, at=at)
    trail.record("note.write", about=made, by=by, at=at, detail={"item": str(record)})
    return made


@transaction.atomic
def save_view(*, name, query, by) -> SavedView:
    """Keep a way of looking at the desk; raises RuleBroken where there are too many."""
    if SavedView.objects.filter(person=by).count() >= MOST_VIEWS:
        raise RuleBroken(
            f"You keep {MOST_VIEWS} views, the most there can be. Delete one first.", field="name"
        )
    return SavedView.objects.create(person=by, name=name, query=query)


def forget_view(*, pk, by) -> None:
    """Delete one of the person's own views; nothing happens where it is gone."""
    SavedView.objects.filter(pk=pk, person=by).delete()


def _item(record):
    return {"kind": record._meta.label_lower, "record": record.pk}


def _held(record):
    """Who has the item, held against others until the transaction ends."""
    rows = InHand.objects.select_for_update(of=["self"]).select_related("by")
    return rows.filter(**_item(record)).first()


def _is_a_colleagues(held, by):
    """Whether somebody else who works for the board has the item."""
    return bool(held) and held.by_id != by.pk and permissions.can(held.by, Permission.ADMIT_STAFF)


def _give(record, held, *, to, name, by, at):
    now = held or InHand(**_item(record))
    detail = {"from": held.by.name if held else "", "to": to.name}
    now.name, now.by, now.at = str(record)[:200], to, at
    now.save()
    trail.record(name, about=now, by=by, at=at, detail=detail)
    return now


def _when(at):
    return f"{timezone.localtime(at):%-d %B, %H:%M}"
