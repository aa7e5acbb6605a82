"""How do cases open and close? By the clock, a kind at a time, by what is true then."""

from django.db import transaction
from django.utils.timezone import localdate

from cases import queries
from cases.models import Case
from cases.rules import KINDS, is_the_boards
from interchange.audit import trail


def look(*, at) -> int:
    """Open what is true and was not open, and close what is not true any more; give how many.

    It may run twice: what is open stays open, with the number of candidates as it is now. Of a kind
    whose date the board has not set, nothing opens and nothing closes, since nobody can tell.
    """
    changed = sum(_look_at(kind, at) for kind in KINDS)
    _hand_to_the_board(at)
    return changed


@transaction.atomic
def _look_at(kind, at):
    now = queries.facts(kind, at, localdate(at))
    if now is None:
        return 0
    held = Case.objects.filter(kind=kind, closed_at=None).select_for_update(of=("self",))
    was = {(one.centre_id, one.subject_id, one.claim_id): one for one in held}
    _count_anew([(one, now[key]) for key, one in was.items() if key in now])
    return _open(kind, [key for key in now if key not in was], now, at) + _close(
        [one for key, one in was.items() if key not in now], at
    )


def _count_anew(pairs):
    """Write how many candidates each case concerns where that is another number by now."""
    changed = [one for one, number in pairs if one.number != number]
    numbers = {one.pk: number for one, number in pairs}
    for one in changed:
        one.number = numbers[one.pk]
    Case.objects.bulk_update(changed, ["number"])


def _open(kind, keys, numbers, at):
    rows = [
        Case(kind=kind, centre_id=centre, subject_id=subject, claim_id=claim, opened_at=at,
             number=numbers[centre, subject, claim])
        for centre, subject, claim in keys
    ]  # fmt: skip
    made = Case.objects.bulk_create(rows)
    trail.record_all("case.open", _named(made), by=None, at=at)
    return len(made)


def _close(gone, at):
    Case.objects.filter(pk__in=[one.pk for one in gone]).update(closed_at=at)
    trail.record_all("case.close", _named(gone), by=None, at=at)
    return len(gone)


def _named(found):
    """The cases with what the trail names of them."""
    return queries.cases().filter(pk__in=[one.pk for one in found])


@transaction.atomic
def _hand_to_the_board(at):
    """Have those stand at the board's desk on which it must act itself."""
    rises, today = queries.rises(), localdate(at)
    waiting = Case.objects.filter(closed_at=None, came_to_board_at=None).select_for_update(
        of=("self",)
    )
    risen = [
        one
        for one in waiting
        if is_the_boards(localdate(one.opened_at), _day(one.reminded_at), today, rises)
    ]
    Case.objects.filter(pk__in=[one.pk for one in risen]).update(came_to_board_at=at)
    trail.record_all("case.rise", _named(risen), by=None, at=at)


def _day(instant):
    return localdate(instant) if instant else None
