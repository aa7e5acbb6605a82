"""When a moderator may visit, and what is worth knowing before one is asked for or booked.

Published on the board's page about visiting moderation: free visits, type, booking, last dates.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from entries.rules.registering import summer_of
from interchange.catalogue.years import (
    first_of_registration_year,
    in_words,
    registration_year,
)
from interchange.refusals import RuleBroken

FURTHEST = timedelta(days=366)  # how far ahead a visit may be arranged (ours)
SAY_WHY_CALLED_OFF = "Say why you call off the visit: the centre is told."
AUGUST, DAYS_OF_AUGUST = 8, 31


class VisitRefused(RuleBroken):
    """Such a visit cannot be arranged."""


class VisitDoubtful(VisitRefused):
    """Such a visit can be arranged, but not without having read the `doubts`."""

    def __init__(self, doubts: Iterable[str]) -> None:
        """Take the sentences that say what stands against it."""
        self.doubts = tuple(doubts)
        super().__init__(" ".join(self.doubts))


@dataclass(frozen=True)
class Limits:
    """The board's figures and dates for the visits of a year; None for what it has not said."""

    free: int | None = None
    claim_days: int | None = None
    type_days: int | None = None
    august_days: int | None = None
    book_by: date | None = None
    claims_by: date | None = None
    last_on: date | None = None


@dataclass(frozen=True)
class Allowance:
    """How many visits a subject has in an academic year, booked or held and asked for."""

    limits: Limits
    used: int = 0
    asked: int = 0

    @property
    def taken(self) -> int:
        """How many visits there are or may be."""
        return self.used + self.asked

    @property
    def fee(self) -> str:
        """The sentence that a further visit is not free, or ""."""
        return _about_fee(self.taken, self.limits)

    def __str__(self) -> str:
        waiting = f" {self.asked} more asked for." if self.asked else ""
        free, used = self.limits.free, self.used
        if free is not None and used > free:
            charged = "the board charges its standard visit fee for the others"
            return f"{used} visits booked or held, {free} of them free; {charged}.{waiting}"
        if free is None:
            return f"{used} visit{'s' if used != 1 else ''} booked or held.{waiting}"
        return f"{used} of {free} free visits used.{waiting}"


def year_of(day: date) -> str:
    """The academic year whose free visits a visit on the day uses, as in 2026/27."""
    return in_words(registration_year(day))


def summer_year(day: date) -> str:
    """The academic year of the summer whose results a visit on the day may still reach.

    In August, the one that is ending.
    """
    return in_words(summer_of(day) - 1)


def years(days: Iterable[date]) -> dict[int, str]:
    """The academic years of the days, latest first: {the year it begins in: as it is written}."""
    found = sorted({registration_year(day) for day in days}, reverse=True)
    return {year: in_words(year) for year in found}


def day_in(year: int, today: date) -> date:
    """A day by which to know the academic year that begins in `year`: today, if it is today's."""
    return today if year == registration_year(today) else first_of_registration_year(year)


def days_of_year(day: date) -> tuple[date, date]:
    """The first day of the academic year of the day, and the first of the next."""
    year = registration_year(day)
    return first_of_registration_year(year), first_of_registration_year(year + 1)


def away(on: date, today: date) -> str:
    """How far off a day is, in words."""
    days = (on - today).days
    if days in (0, 1):
        return ("today", "tomorrow")[days]
    return f"in {days} days" if days > 0 else f"{-days} day{'s' if days < -1 else ''} ago"


def said(day: date) -> str:
    """The day as a sentence names it."""
    return f"{day:%-d %B %Y}"


def submit_by(on: date, limits: Limits) -> date | None:
    """The last day to submit a claim for a visit; None where the board has set no time."""
    return None if limits.claim_days is None else on - timedelta(days=limits.claim_days)


def check_date(on: date, today: date, limits: Limits) -> None:
    """Raise VisitRefused for a day that is over, too far off, or in the board's pause in August."""
    if on < today:
        raise VisitRefused(f"{said(on)} is over. Choose today or a later date.")
    if on > today + FURTHEST:
        raise VisitRefused(
            f"{said(on)} is too far off: visits are arranged up to a year ahead. Choose a date up"
            f" to {said(today + FURTHEST)}."
        )
    pause = DAYS_OF_AUGUST - (limits.august_days or 0)
    if on.month == AUGUST and on.day > pause:
        raise VisitRefused(
            f"There are no visits from {pause + 1} to {DAYS_OF_AUGUST} August. Choose another date."
        )


def check_registered_long(first_on: date, on: date, subject: object) -> None:
    """Raise VisitRefused before the day on which somebody has been registered long enough."""
    if on < first_on:
        raise VisitRefused(
            f"Your first candidates for {subject} were registered too short a time before that day."
            f" Ask for a visit from {said(first_on)} on."
        )


def check_subject(registered: bool, subject: object) -> None:
    """Raise VisitRefused where the centre has nobody who takes the subject."""
    if not registered:
        raise VisitRefused(
            f"Nobody at your centre is registered for {subject}, so there is no work to look at."
            " Register the candidates first."
        )


def check_not_twice(other: Any) -> None:
    """Raise VisitRefused where another visit for the subject is to come on that day."""
    if other:
        raise VisitRefused(
            f"There is already {other}; its status is {other.get_status_display()}. Choose another"
            " date, or open that visit."
        )


def check_took_place(on: date, today: date) -> None:
    """Raise VisitRefused for a visit that is still to come."""
    if on > today:
        raise VisitRefused(f"{said(on)} is in the future. Say so after the visit.")


def check_why(because: str) -> None:
    """Raise VisitRefused where the moderator does not say why a visit is called off."""
    if not because.strip():
        raise VisitRefused(SAY_WHY_CALLED_OFF)


def check_doubts(doubts: Collection[str], *, anyway: bool) -> None:
    """Raise VisitDoubtful for doubts about a visit, unless whoever asks has read them."""
    if doubts and not anyway:
        raise VisitDoubtful(doubts)


def doubts(on: date, today: date, allowance: Allowance) -> list[str]:
    """What stands against one more visit, on the day, as sentences; nothing here forbids it."""
    return [*_about_day(on, today, allowance.limits), *filter(None, [allowance.fee])]


def _about_day(on: date, today: date, limits: Limits) -> list[str]:
    """What stands against a visit on the day."""
    found = (
        _about_type(on, today, limits),
        _about_claim(on, today, limits),
        _about_booking(on, today, limits),
        about_last(on, limits),
    )
    return [sentence for sentence in found if sentence]


def remarks(on: date, today: date, limits: Limits, *, booked: bool) -> list[str]:
    """What to know of a visit that did not take place yet, as sentences."""
    if on < today and booked:
        return [f"{said(on)} is over: the moderator says next whether the visit took place."]
    if on < today:
        return [f"{said(on)} is over, and the visit was not booked. Agree on another date."]
    if booked:
        return [about_last(on, limits)] if about_last(on, limits) else []
    return _about_day(on, today, limits)


def _about_type(on: date, today: date, limits: Limits) -> str:
    """Say where the moderator learns the type of visit too late."""
    if limits.type_days is None or on - today >= timedelta(days=limits.type_days):
        return ""
    return (
        f"Moderators are told the type of a visit {limits.type_days} days before it, and this one"
        f" is {away(on, today)}: the moderator may need another date or type."
    )


def _about_claim(on: date, today: date, limits: Limits) -> str:
    """Say where it is too late to submit a claim for the visit."""
    by = submit_by(on, limits)
    if by is None or by >= today:
        return ""
    return (
        f"A claim is submitted {limits.claim_days} days before its visit, for this one by"
        f" {said(by)}: work claimed later may have to wait for another visit."
    )


def _about_booking(on: date, today: date, limits: Limits) -> str:
    """Say where final visits should have been booked before."""
    if limits.book_by is None or today <= limits.book_by:
        return ""
    return (
        f"Final visits of the year were to be booked by {said(limits.book_by)}: the moderator may"
        " have no day left."
    )


def about_last(on: date, limits: Limits) -> str:
    """Say where results may come late."""
    if limits.last_on is None or on <= limits.last_on:
        return ""
    return (
        f"Results of a visit after {said(limits.last_on)} may not be there on results day in"
        " August."
    )


def _about_fee(taken: int, limits: Limits) -> str:
    """Say where a visit is no longer free; what it costs is not known here."""
    if limits.free is None or taken < limits.free:
        return ""
    return (
        f"The {limits.free} free visits of the academic year for this subject are taken: a further"
        " one costs the board's standard visit fee. Interchange does not know the amount; ask the"
        " board before you go on."
    )
