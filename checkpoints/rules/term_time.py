"""What must be true at the term-time checkpoint? Rules: the board's page on the declaration."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from checkpoints.states import Status
from interchange.refusals import RuleBroken

NOBODY_TO_REMIND = "Every centre has declared, or was reminded today."


class CheckpointRefused(RuleBroken):
    """It may not be checked, declared or reminded of now."""


@dataclass(frozen=True)
class Window:
    """From when until when a summer's checkpoint is open; None for a day not published yet."""

    summer: int
    opens_on: date | None = None
    closes_on: date | None = None
    provisional: bool = False

    @property
    def days(self) -> str:
        """Its days in words; "" where one is not published."""
        if self.opens_on is None or self.closes_on is None:
            return ""
        return f"{self.opens_on:%-d %B %Y} to {self.closes_on:%-d %B %Y}"

    def is_open(self, on: date) -> bool:
        """Whether the day lies in it."""
        return not self.closed_because(on)

    def closed_because(self, on: date) -> str:
        """Why it is not open on the day, in a sentence that says what to do; "" where it is."""
        if self.opens_on is None or self.closes_on is None:
            return (
                f"The days of the checkpoint of summer {self.summer} are not published yet. They"
                " stand under Key dates as soon as they are."
            )
        if on < self.opens_on:
            return (
                f"The checkpoint of summer {self.summer} opens on {self.opens_on:%-d %B %Y}. Come"
                " back then."
            )
        if on > self.closes_on:
            return (
                f"The checkpoint of summer {self.summer} closed on {self.closes_on:%-d %B %Y}. If"
                " you still have to declare, ask the board."
            )
        return ""


@dataclass(frozen=True)
class Course:
    """A subject and level at a centre: who is listed, who expects a result, whether it is checked.

    `fingerprint` is the same as long as the same registrations have the same dates; `seen` is what
    it was when somebody checked it, None where nobody did. `late` are additions since a
    declaration.
    """

    code: str
    title: str
    level: int
    registered: int
    expecting: int
    fingerprint: int
    seen: int | None = None
    checked_by: str = ""
    late: int = 0

    @property
    def is_checked(self) -> bool:
        """Whether somebody checked it as it is now."""
        return self.seen == self.fingerprint

    @property
    def is_changed(self) -> bool:
        """Whether somebody checked it, and something changed since."""
        return self.seen is not None and not self.is_checked

    @property
    def state(self) -> str:
        """In a word or two, for people."""
        if self.is_checked:
            return "Checked"
        return "Changed since it was checked" if self.is_changed else "Not checked"

    def __str__(self) -> str:
        return f"{self.title}, Level {self.level}"


def status(*, courses: int, checked: int, begun: int, declared: bool) -> Status:
    """How far a centre is: of so many courses so many are checked now, and so many ever were."""
    if declared:
        return Status.SUBMITTED
    if not courses:
        return Status.NOTHING
    if checked == courses:
        return Status.READY
    return Status.IN_PROGRESS if begun else Status.NOT_STARTED


def status_of(courses: Sequence[Course], *, declared: bool) -> Status:
    """How far the centre with these courses is."""
    return status(
        courses=len(courses),
        checked=sum(one.is_checked for one in courses),
        begun=sum(one.seen is not None for one in courses),
        declared=declared,
    )


def check_can_check(window: Window, *, declared: bool, on: date) -> None:
    """Raise CheckpointRefused unless courses may be checked, or taken back, on the day."""
    if declared:
        raise CheckpointRefused(
            "The declaration has been submitted, so there is nothing left to check. Completion"
            " dates may still be changed."
        )
    if why := window.closed_because(on):
        raise CheckpointRefused(why)


def check_can_declare(
    window: Window, courses: Sequence[Course], *, sure: bool, declared: bool, on: date
) -> None:
    """Raise CheckpointRefused unless the exams officer may submit the declaration on the day.

    `sure` is the tick beside the sentence that is declared. Every subject and level must have been
    checked as it is now, and the day lie in the window (the board's page on the declaration).
    """
    check_can_check(window, declared=declared, on=on)
    if not courses:
        raise CheckpointRefused("Nobody is registered at your centre: there is nothing to declare.")
    left = [str(one) for one in courses if not one.is_checked]
    if left:
        raise CheckpointRefused(
            f"Still to be checked: {'; '.join(left)}. A teacher opens each and marks it as checked."
        )
    if not sure:
        raise CheckpointRefused("Tick the declaration, or leave it for now.", field="sure")


def check_can_remind(
    window: Window, *, declared: bool, reminded_today: bool, registered: bool, on: date
) -> None:
    """Raise CheckpointRefused unless the board may remind a centre on the day."""
    if why := window.closed_because(on):
        raise CheckpointRefused(why)
    if declared:
        raise CheckpointRefused("It has declared already.")
    if not registered:
        raise CheckpointRefused("Nobody is registered there, so it has nothing to declare.")
    if reminded_today:
        raise CheckpointRefused("It was reminded today. Remind it again tomorrow at the earliest.")


def check_can_remind_all(window: Window, *, number: int, as_seen: bool, on: date) -> None:
    """Raise CheckpointRefused unless the board may remind the `number` centres that are left.

    `as_seen`: they are those that the page counted.
    """
    if why := window.closed_because(on):
        raise CheckpointRefused(why)
    if not number:
        raise CheckpointRefused(NOBODY_TO_REMIND)
    if not as_seen:
        raise CheckpointRefused(
            "These are not the centres that were to be reminded when this page was opened: there"
            f" are {number} now. Nobody was reminded: look at the number and tick again."
        )
