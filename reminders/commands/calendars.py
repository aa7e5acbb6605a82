"""How does a person get an address for their calendar, and who may read there?"""

import secrets
from datetime import timedelta

from django.db import transaction
from django.db.models import Case, F, Q, Value, When

from interchange.accounts.models import User
from interchange.audit import trail
from interchange.refusals import AlreadyDone
from reminders.models import CalendarAddress, WrongCalendar
from reminders.rules import HOUR, MOST_READS, MOST_WRONG, digest

A_MOMENT = timedelta(seconds=10)
KEPT = timedelta(days=1)


@transaction.atomic
def make_calendar(*, with_visits=False, by, at) -> str:
    """Give the person a new address for their calendar; one they had ends. Gives its secret.

    It tells the visits that the person may see only where they want that, `with_visits`.
    Raises AlreadyDone where that was a moment ago, as by a second click: that address holds.
    """
    _hold(by)
    had = CalendarAddress.objects.filter(person=by).first()
    if had and had.made_at > at - A_MOMENT:
        raise AlreadyDone("You made an address a moment ago. That one holds, none before it.")
    secret = secrets.token_urlsafe(32)
    detail = {"with_visits": with_visits}
    new = {"digest": digest(secret), "made_at": at, "hour_at": None, "reads": 0, **detail}
    CalendarAddress.objects.update_or_create(person=by, defaults=new)
    trail.record("user.make_calendar", about=by, by=by, at=at, detail=detail)
    return secret


@transaction.atomic
def end_calendar(*, by, at) -> None:
    """Take the person's address back; raises AlreadyDone where there is none."""
    _hold(by)
    gone, _ = CalendarAddress.objects.filter(person=by).delete()
    if not gone:
        raise AlreadyDone("There is no address of yours any more.")
    trail.record("user.end_calendar", about=by, by=by, at=at)


def may_read(secret, network, at) -> bool | None:
    """Whether a calendar that asks by the secret is answered now; None where it is no secret.

    False: this address was asked too often within the hour or, where it is none, others that are
    none from the network; a whole school is one network, and an address that holds is read there
    however often others are not. A closed account has no address. It counts the asking.
    """
    address = CalendarAddress.objects.filter(digest=digest(secret), person__is_active=True)
    if not address.exists():
        wrong = WrongCalendar.objects.filter(network=network, at__gt=at - HOUR)
        if wrong.count() >= MOST_WRONG:
            return False
        WrongCalendar.objects.create(network=network, at=at)
        return None
    begun = Q(hour_at__gt=at - HOUR)
    counted = address.filter(~begun | Q(hour_at=None) | Q(reads__lt=MOST_READS)).update(
        reads=Case(When(begun, then=F("reads") + 1), default=Value(1)),
        hour_at=Case(When(begun, then=F("hour_at")), default=Value(at)),
    )
    return bool(counted)


def forget_wrong(*, at) -> None:
    """Forget who asked by wrong addresses more than a day ago."""
    WrongCalendar.objects.filter(at__lt=at - KEPT).delete()


def _hold(person):
    User.objects.select_for_update(no_key=True).get(pk=person.pk)
