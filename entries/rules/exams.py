"""What must be true for a candidate to be entered for a unit?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import TextChoices

from interchange.catalogue.models import Series

MONTHS = {Series.Month.JANUARY, Series.Month.JUNE}  # in which there are exams


class Stage(TextChoices):
    """When an entry is made, seen from its series' closing date; late fees come in two stages."""

    IN_TIME = "in_time", "In time"
    LATE = "late", "Late"
    VERY_LATE = "very_late", "Very late"

    @property
    def is_charged(self) -> bool:
        """Whether an entry costs more than one in time."""
        return self is not Stage.IN_TIME


@dataclass(frozen=True)
class Sitting:
    """One candidate, one unit, one series: all that decides whether the entry may be made.

    `attempts` counts the times the unit was sat (absent is no attempt) or is about to be, on this
    registration; `allowed` is how often it may be, None for no limit. `too_soon` is the first day
    on which the registration is old enough, None where it is by now. `entered` and `absent` are the
    centre's own to know; `elsewhere` says that another has an entry, and nothing of it.
    """

    registered: bool
    too_soon: date | None = None
    closed: bool = False
    examined: bool = True
    in_size: bool = True
    entered: bool = False
    absent: bool = False
    elsewhere: bool = False
    attempts: int = 0
    allowed: int | None = None


def suite_refusal(qualification: Any) -> str:
    """Why the qualification has no exam entries, as a sentence; nothing where it has."""
    if qualification.suite == "2016":
        return ""
    return (
        f"{qualification.code} belongs to the 2012 suite, which has no exams. Its units are claimed"
        " once they are marked; candidates who take units only are entered for those units."
    )


def series_refusal(series: Series, on: date) -> str:
    """Why no entry can be made for the series on the day `on`, as a sentence."""
    return series_barrier(series, on)[1]


def series_barrier(series: Series, on: date) -> tuple[str, str]:
    """The same in a word or two and as a sentence: what a table of series says, and a page."""
    opens, last = series.entries_open_on, _last_day(series)
    if series.month not in MONTHS:
        return "No exams", f"{series} has no exams. Choose a January or June series."
    if on < opens:
        return "Not open yet", f"Entries for {series} open on {opens:%-d %B %Y}. Come back then."
    if series.entries_close_on is None:
        sentence = f"The closing date for {series} is not set yet. Ask us when entries can be made."
        return "Date not set", sentence
    if last and on > last:
        return "Closed", f"Entries for {series} closed on {last:%-d %B %Y}. Choose a later series."
    return "", ""


def _last_day(series: Series) -> date | None:
    """The last day on which entries can be made, late or very late; None if none is set."""
    last: date | None = series.very_late_until_on or series.late_until_on
    return last or series.entries_close_on


def stage(series: Series, on: date) -> Stage:
    """The Stage in which an entry made on the day `on` is charged, while the series takes any."""
    if series.entries_close_on is None or on <= series.entries_close_on:
        return Stage.IN_TIME
    is_late = series.late_until_on is not None and on <= series.late_until_on
    return Stage.LATE if is_late else Stage.VERY_LATE


def lateness(series: Series, on: date) -> str:
    """What entries made on the day `on` are charged for being late, as a sentence; else nothing."""
    when = stage(series, on)
    if when == Stage.IN_TIME:
        return ""
    until = series.late_until_on if when == Stage.LATE else _last_day(series)
    return (
        f"The closing date was {series.entries_close_on:%-d %B %Y}. Entries are"
        f" {when.label.lower()} until {until:%-d %B %Y} and each is charged."
    )


def times(months: Iterable[date], after: date | None = None) -> int:
    """How many of the series count, each as the first day of its month.

    Those up to `after` belong to the registration before this one; None: there was none.
    """
    return sum(after is None or month > after for month in months)


def refusal(sitting: Sitting) -> str:
    """Why this candidate cannot be entered for this unit, as a sentence; nothing where possible."""
    return barrier(sitting)[1]


def barrier(sitting: Sitting) -> tuple[str, str]:
    """The same in a word or two and as a sentence: what a box in a table says, and a review."""
    for applies, words, sentence in (
        (sitting.entered, "Entered", ENTERED),
        (not sitting.registered, "Not registered", NOT_REGISTERED),
        (sitting.too_soon, *_too_soon(sitting.too_soon)),
        (not sitting.in_size, "Not in this size", NOT_IN_SIZE),
        (sitting.closed, "Closed", CLOSED),
        (not sitting.examined, "Moderated", NOT_EXAMINED),
        (sitting.absent, "Absent", ABSENT),
        (sitting.elsewhere, "Entry known", ELSEWHERE),
        (_used_up(sitting), "No attempts left", _no_more(sitting)),
    ):
        if applies:
            return words, sentence
    return "", ""


NOT_REGISTERED = (
    "The candidate is not registered for the qualification. Register the candidate first; the exam"
    " entry can follow at once."
)
NOT_IN_SIZE = (
    "The unit does not count towards this size of the qualification. Choose another unit, or move"
    " the candidate to a size that has it."
)
NOT_EXAMINED = "The unit is moderated: it needs no entry. Claim it once it is marked."
WHOLE_QUALIFICATION = (
    "The candidate is registered for the whole qualification in this subject, which covers all its"
    " units. A candidate takes either the whole qualification or units only."
)
ENTERED = "The candidate is already entered for this unit in this series. Leave it out."
ELSEWHERE = (
    "The candidate cannot be entered here for this series: the board knows of an entry already."
    " Leave it out, or ask us if that cannot be right."
)
ABSENT = (
    "The candidate was withdrawn from this exam after the last day for a refund and is marked"
    " absent. Enter the candidate for a later series."
)


CLOSED = (
    "The unit takes no more entries for this size of the qualification. Choose another unit, or"
    " move the candidate to a size that still has it."
)


def _too_soon(first: date | None) -> tuple[str, str]:
    if first is None:
        return "", ""
    return (
        f"From {first:%-d %B %Y}",
        "The candidate was registered too short a time ago. The entry can be made from"
        f" {first:%-d %B %Y}: come back then.",
    )


def _used_up(sitting: Sitting) -> bool:
    return sitting.allowed is not None and sitting.attempts >= sitting.allowed


def _no_more(sitting: Sitting) -> str:
    return (
        f"All {sitting.allowed} attempts at this unit are used or entered for. Once all results are"
        " there, register the candidate again on the candidate's page: attempts then start anew."
    )


UNIT_ENTERED = "The candidate is already entered for this unit. Leave it out."
UNIT_ELSEWHERE = (
    "The candidate cannot be entered here for this unit: the board knows of an entry already."
    " Leave it out, or ask us if that cannot be right."
)


def only_2012(qualification: Any) -> str:
    """That units of the qualification cannot be taken by themselves, as a sentence."""
    return (
        f"{qualification.code} belongs to the 2016 suite, where candidates are registered for"
        " the qualification. Only units of the 2012 suite can be taken by themselves."
    )


def units_only_refusal(
    *,
    registered: bool,
    in_size: bool,
    entered: bool,
    elsewhere: bool = False,
    closed: bool = False,
) -> str:
    """Why a candidate cannot be entered for one unit of the 2012 suite, as a sentence."""
    for applies, sentence in (
        (entered, UNIT_ENTERED),
        (registered, WHOLE_QUALIFICATION),
        (not in_size, NOT_IN_SIZE),
        (closed, CLOSED),
        (elsewhere, UNIT_ELSEWHERE),
    ):
        if applies:
            return sentence
    return ""
