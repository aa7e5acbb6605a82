"""How many wrong passwords and codes are listened to, from whom, and when does the owner hear?

Counted apart are each browser in which the person has logged in before (*known*), and all others
(*strangers*). So whoever guesses from elsewhere never keeps the owner out of a known browser; in a
new one a link by letter and a recovery code let the owner in whatever strangers do. Figures and
reasons: docs/adr/0026-guessing.md.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import TextChoices

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
LONGEST_WAIT = timedelta(minutes=15)
MOST_DOUBLINGS = 12
MOST_WISHES_FROM_A_NETWORK = 60  # for a new password, an hour: one in eight of a school of 500
MOST_FROM_A_NETWORK = 200  # wrong log-ins of strangers an hour: a school of 500 on its first day
KEPT = timedelta(days=7)  # how long failures are kept


class Step(TextChoices):
    """What was typed wrongly; or that a new password is wished for, which is counted as well."""

    PASSWORD = "password", "password"
    CODE = "code", "code"
    RECOVERY_CODE = "recovery code", "recovery code"
    RESET = "reset", "wish for a new password"


@dataclass(frozen=True)
class Limits:
    """The most failures of one account a day: from one place, from all strangers; when it is told.

    A place is a known browser, or a network for strangers. None is no limit of that kind: of
    recovery codes there are so many that no number of networks finds one.
    """

    place: int
    strangers: int | None
    heard_of_after: int


LIMITS = {
    Step.PASSWORD: Limits(place=50, strangers=100, heard_of_after=10),
    Step.CODE: Limits(place=20, strangers=20, heard_of_after=3),
    Step.RECOVERY_CODE: Limits(place=20, strangers=None, heard_of_after=3),
}


@dataclass(frozen=True)
class Failures:
    """What went wrong before a try at a step.

    `here`: of this account within a day from the same place, the last of them at `last_at`;
    `strangers`: of this account within a day from all unknown browsers; `neighbours`: of all
    accounts within an hour from unknown browsers of the same network.
    """

    here: int = 0
    last_at: datetime | None = None
    strangers: int = 0
    neighbours: int = 0


def wait(failures):
    """How long a place waits after so many failures: 1 second, then twice as long each time."""
    if not failures:
        return timedelta(0)
    return min(timedelta(seconds=2 ** min(failures - 1, MOST_DOUBLINGS)), LONGEST_WAIT)


def may_try(step, failures, *, known, at):
    """Whether a try at the step is listened to at the instant `at`; `known`: in a known browser."""
    limits = LIMITS[step]
    if failures.here >= limits.place:
        return False
    if failures.last_at is not None and at < failures.last_at + wait(failures.here):
        return False
    if known:
        return True
    if step == Step.PASSWORD and failures.neighbours >= MOST_FROM_A_NETWORK:
        return False
    return limits.strangers is None or failures.strangers < limits.strangers


def may_wish(wishes):
    """Whether one more wish for a new password is heard, after so many of a network in an hour."""
    return wishes < MOST_WISHES_FROM_A_NETWORK


def owner_hears(step, failures, told_at, *, at):
    """Whether the owner is written to now: after some failures, and once a day at most."""
    rested = told_at is None or at - told_at >= DAY
    return rested and failures >= LIMITS[step].heard_of_after
