"""How urgent is it for a candidate to get a result? By the day that can still be met, and who acts.

Risk has time: what is due in June is no reason for alarm in November. The same rule in SQL, for
lists and counts, is results/queries/urgent.py; tests/results/test_urgency.py holds them together.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from entries.rules.registering import summer_of
from interchange.catalogue import years
from results.diagnosis import CAUSES, Cause, Due, OwnDay, Owner, Page, Reason
from results.eligibility import Eligibility

DECLARED = "checkpoint-closes"  # the key date by which centres declare who expects a result


class Urgency(Enum):
    """How urgent it is, the most urgent first."""

    LATE = "Late"
    DUE_SOON = "Due soon"
    PAST = "Past their summer"
    ON_COURSE = "On course"
    NO_HURRY = "No hurry"
    SETTLED = "Nothing awaited"

    @property
    def rank(self) -> int:
        """Its place by which lists are sorted, the most urgent first."""
        return ORDER.index(self)


ORDER = tuple(Urgency)
AT_RISK = (Urgency.LATE, Urgency.DUE_SOON)
SETTLED_STATES = (Eligibility.ISSUED, Eligibility.WITHDRAWN)
HELD = "held_already"  # the cause of whom no result is awaited, though one could be made


class Actor(Enum):
    """Who has to act, as a list says it."""

    NOBODY = ""
    TEACHER = "The teacher of the claim"
    EXAMS_OFFICER = "The exams officer"
    CENTRE = "Your centre"
    MODERATOR = "The moderator"
    BOARD = "The board"


OUTSIDE = {
    Owner.NOBODY: Actor.NOBODY,
    Owner.MODERATOR: Actor.MODERATOR,
    Owner.BOARD: Actor.BOARD,
}
AT_CENTRE = {  # by the page on which it is done; anybody at the centre where it is none of these
    **dict.fromkeys((Page.CLAIM, Page.CLAIMS, Page.VISITS, Page.WHAT_IF), Actor.TEACHER),
    **dict.fromkeys(
        (
            Page.COMPLETION,
            Page.CONSIDERATION,
            Page.DETAILS,
            Page.ENTER,
            Page.REGISTER,
            Page.SIZE,
            Page.TRANSFERS,
        ),
        Actor.EXAMS_OFFICER,
    ),
}


@dataclass(frozen=True)
class Deadlines:
    """The board's dates as they stand on a day: key dates by slug and year, closings, results days.

    `closings` are by summer the last days of entries, late and very late ones among them, in order,
    for the last exams whose results count for that summer; `results` the results days by summer.
    `soon` is how many days before its last day something is due soon, a figure of the board.
    """

    on: date
    key_dates: Mapping[tuple[str, str], date]
    closings: Mapping[int, tuple[date, ...]]
    results: Mapping[int, date]
    soon: int

    @property
    def summer(self) -> int:
        """The summer that the day works towards."""
        return summer_of(self.on)

    def by(self, reason: Reason, completes_in: int) -> date | None:
        """The day by which somebody acts on a reason, for who completes in that summer.

        It may be past: what was to be done by then is overdue. A summer that is over counts as this
        one. The day of what was seen counts as the cause has it (OwnDay). None where nothing is to
        be done, or the board has set no day yet.
        """
        cause, boards = reason.cause, self.boards(reason.cause.due, completes_in)
        if not reason.on or cause.own_day is OwnDay.SEEN:
            return boards
        if cause.own_day is OwnDay.ALWAYS:
            return reason.on
        to_come = [day for day in (reason.on, boards) if day and day >= self.on]
        return min(to_come, default=boards or reason.on)

    def boards(self, due: Due, completes_in: int) -> date | None:
        """The board's date, for who completes in that summer."""
        summer = max(completes_in, self.summer)
        if due is Due.ENTERED:
            closings = self.closings.get(summer, ())
            return next((day for day in closings if day >= self.on), max(closings, default=None))
        if due is Due.RESULTS:
            return self.results.get(summer)
        return self._key_date(due, summer)

    def declared(self) -> date | None:
        """The day by which it is declared who expects a result this summer."""
        return self._key_date(DECLARED, self.summer)

    def is_past(self, day: date) -> bool:
        """Whether the day can be met no more."""
        return day < self.on

    def is_soon(self, day: date) -> bool:
        """Whether the day is to come within the days of the board's figure."""
        return self.on <= day <= self.on + timedelta(days=self.soon)

    def _key_date(self, slug: str, summer: int) -> date | None:
        return self.key_dates.get((slug, years.in_words(summer - 1)))


@dataclass(frozen=True)
class Urgent:
    """How urgent it is on a day, who has to act, and by which day; None where there is none."""

    urgency: Urgency
    actor: Actor
    by: date | None
    on: date

    @property
    def label(self) -> str:
        """The urgency in words."""
        return self.urgency.value

    @property
    def at_risk(self) -> bool:
        """Whether the result of this summer may not come unless somebody acts now."""
        return self.urgency in AT_RISK

    @property
    def is_past_summer(self) -> bool:
        """Whether the summer is over, so that it is to be said if a result is still expected."""
        return self.urgency is Urgency.PAST

    @property
    def time_left(self) -> str:
        """The days that are left, in words; "" where there is no day."""
        days = self.days_left
        if days is None:
            return ""
        if days == 0:
            return "today is the last day"
        many = "1 day" if abs(days) == 1 else f"{abs(days)} days"
        left = "left to declare" if self.is_past_summer else "left"
        return f"{many} {left}" if days > 0 else f"{many} over"

    @property
    def days_left(self) -> int | None:
        """How many days are left, the day itself not counted; negative once it is over."""
        return (self.by - self.on).days if self.by else None


def urgent(reason: Reason, *, state: Eligibility, completes_in: int, dates: Deadlines) -> Urgent:
    """How Urgent the result is for who stands there, for that reason, on the day of the dates.

    Late or due soon is only who completes this summer; whose summer is over is told apart, since
    nobody has said whether a result is still expected.
    """
    found = _urgency(reason, state, completes_in, dates)
    if found is Urgency.PAST:
        return Urgent(found, Actor.EXAMS_OFFICER, dates.declared(), dates.on)
    if found is Urgency.SETTLED:
        return Urgent(found, Actor.NOBODY, None, dates.on)
    return Urgent(found, actor_of(reason.cause), dates.by(reason, completes_in), dates.on)


def actor_of(cause: Cause) -> Actor:
    """Who has to act on a cause."""
    if cause.owner is Owner.CENTRE:
        return AT_CENTRE.get(cause.page, Actor.CENTRE)
    return OUTSIDE[cause.owner]


def _urgency(reason: Reason, state: Eligibility, completes_in: int, dates: Deadlines) -> Urgency:
    if state in SETTLED_STATES or reason.code == HELD:
        return Urgency.SETTLED
    if state is Eligibility.ELIGIBLE:
        return Urgency.ON_COURSE
    if completes_in < dates.summer:
        return Urgency.PAST
    if completes_in > dates.summer:
        return Urgency.NO_HURRY
    if reason.on and _has_promise(reason.cause):
        return Urgency.LATE if dates.is_past(reason.on) else Urgency.ON_COURSE
    return this_summer(reason.cause, dates)


def _has_promise(cause: Cause) -> bool:
    """Whether somebody acts by a day of its own that the board promised, which is soon no alarm."""
    return cause.own_day is OwnDay.ALWAYS and cause.owner is not Owner.NOBODY


def this_summer(cause: Cause, dates: Deadlines) -> Urgency:
    """How urgent a cause is for who completes this summer, by the board's last day for it.

    Where the board has set none, the last day is that of the summer. What nobody acts on is on
    course while it waits for a day; where it waits for none, no result comes any more.
    """
    if cause.owner is Owner.NOBODY:
        return Urgency.ON_COURSE if cause.due else Urgency.LATE
    last = dates.boards(cause.due, dates.summer) or _end_of(dates.summer)
    if dates.is_past(last):
        return Urgency.LATE
    return Urgency.DUE_SOON if dates.is_soon(last) else Urgency.ON_COURSE


def _end_of(summer: int) -> date:
    return years.day_of_key_dates(summer, years.KEY_DATES_BEGIN, 1) - timedelta(days=1)


CAUSES_WITH_A_PROMISE = tuple(code for code, cause in CAUSES.items() if _has_promise(cause))
