"""Of which days is who reminded, and how long before?

That there are reminders is ours; how many days before is a figure of the board's.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from interchange.accounts.roles import Permission
from interchange.refusals import RuleBroken

EXAMS, CLAIMS, CHECKPOINT = "examined", "moderated", "checkpoint"  # whom a day concerns


class LastReader(RuleBroken):
    """Nobody else at a centre would be reminded; the message says where and what to do."""


@dataclass(frozen=True)
class Reminding:
    """How is somebody reminded of a day: whom it concerns, who acts, and on which page."""

    concerned: str
    permission: Permission
    page: str


_ENTRIES = Reminding(EXAMS, Permission.MAKE_ENTRIES, "entries:exams")
_CLAIMS = Reminding(CLAIMS, Permission.MAKE_CLAIMS, "claims:make")
_VISITS = Reminding(CLAIMS, Permission.MAKE_CLAIMS, "claims:visits")
_DECLARATION = Reminding(CHECKPOINT, Permission.CHECK_COMPLETION, "checkpoints:checkpoint")
OF_DAYS = {  # by what a day is about, as tracker.queries.dates has it
    "entries_close_on": _ENTRIES,
    "late_until_on": _ENTRIES,
    "very_late_until_on": _ENTRIES,
    "claims": _CLAIMS,
    "visits-booked": _VISITS,
    "checkpoint-closes": _DECLARATION,
}
HOUR = timedelta(hours=1)
MOST_READS = 60  # of one address an hour; calendars ask once an hour or less
MOST_WRONG = 60  # addresses that are none, from one network an hour
RIGHTS = tuple(dict.fromkeys(one.permission for one in OF_DAYS.values()))


def stage(on: date, today: date, befores: Iterable[int]) -> int | None:
    """Which of the numbers of days before a day `on` has begun today and is the nearest to it.

    None while none has begun, and once the day is past. So whoever comes days late still reminds,
    once.
    """
    left = (on - today).days
    return min((one for one in befores if one >= left >= 0), default=None)


def concerned_in_words(concerned: str, number: int) -> str:
    """How many candidates a day concerns, in words."""
    who = f"{number} candidate{'' if number == 1 else 's'}"
    lack = "lacks" if number == 1 else "lack"
    if concerned == EXAMS:
        return f"{who} {lack} an examined unit without a result to come."
    if concerned == CLAIMS:
        return f"{who} {lack} a moderated unit that is not submitted or not visited in time."
    return f"{who} of yours {'is' if number == 1 else 'are'} registered and not declared yet."


def check_can_do_without(places: Iterable[str]) -> None:
    """Raise LastReader where nobody else would be reminded at any of the centres (`places`)."""
    if found := ", ".join(places):
        raise LastReader(
            f"You are the last who would be reminded at {found}. Somebody at each centre always is:"
            " ask a colleague with the same role to have reminders sent, then switch yours off."
        )


def digest(secret: str) -> str:
    """What is kept of a calendar's secret, which is too long to be found by trying."""
    return hashlib.sha256(secret.encode()).hexdigest()
