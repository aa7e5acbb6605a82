"""Which units may a centre report as reduced, and when?

The board's page on reduction in assessment: moderated units planned for 2021/22 alone, of students
registered before 1 September 2022 who are not complete, while the area is open. Mandatory units are
assessed first, so reducing one is the last resort. A unit that was reduced and is not reported has
no result.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from interchange.catalogue.specification import Specification
from interchange.refusals import RuleBroken

LONGEST_REASON = 300  # signs
REDUCED, TAKEN_BACK = "reduced", "taken back"  # what becomes of a unit


class ReductionRefused(RuleBroken):
    """These reductions cannot be sent."""


class Open(Protocol):
    """A time in which the area is open, from its first day to its last."""

    @property
    def opens_on(self) -> date:
        """The first day."""

    @property
    def closes_on(self) -> date:
        """The last day."""


@dataclass(frozen=True)
class Area:
    """Whether the area takes reductions on a day: until when, or since when and until when not."""

    open_until: date | None = None
    closed_since: date | None = None
    opens_on: date | None = None

    @property
    def is_open(self) -> bool:
        """Whether reductions are taken."""
        return self.open_until is not None

    @property
    def was_open(self) -> bool:
        """Whether it is open or has been."""
        return self.is_open or self.closed_since is not None

    @property
    def sentence(self) -> str:
        """How it stands, in words."""
        if self.open_until:
            return f"Open until {self.open_until:%-d %B %Y}."
        if self.opens_on:
            return f"Not open yet: it opens on {self.opens_on:%-d %B %Y}."
        if self.closed_since:
            return f"Closed since {self.closed_since:%-d %B %Y}, the last day on which it was open."
        return "The board has not said when it is open."


def area_on(windows: Sequence[Open], day: date) -> Area:
    """How the area of a year stands on a day, by the times in which it is open."""
    now = [one.closes_on for one in windows if one.opens_on <= day <= one.closes_on]
    if now:
        return Area(open_until=max(now))
    to_come = [one.opens_on for one in windows if one.opens_on > day]
    past = [one.closes_on for one in windows if one.closes_on < day]
    return Area(closed_since=max(past, default=None), opens_on=min(to_come, default=None))


def registered_before(summer: int) -> date:
    """The day before which a student had to be registered, by the summer of the year reduced."""
    return date(summer, 9, 1)


def mandatory_units(specification: Specification, pathway: str = "") -> frozenset[str]:
    """The numbers of the units that must count: for the pathway, or for all without one."""
    ways = [way for way in specification.pathways if way.name == pathway]
    groups = [*specification.groups, *(group for way in ways for group in way.groups)]
    return frozenset(number for group in groups if group.mandatory for number in group.units)


@dataclass(frozen=True)
class Box:
    """A student's moderated unit on the sheet, and what is known of it.

    `reported` says whether it is reported as reduced; `grade` and `claim` are what is held of it
    and where it is claimed, as the centre sees it ("" for neither).
    """

    reported: bool = False
    grade: str = ""
    claim: str = ""
    mandatory: bool = False

    @property
    def bar(self) -> str:
        """Why the unit cannot be reduced, as a sentence; "" where it can."""
        if self.grade:
            return f"The unit has the grade {self.grade}, and a unit with a grade is not reduced."
        if self.claim:
            return (
                f"The unit is on {self.claim}. Take it off the claim if it was not assessed, and"
                " report it then."
            )
        return ""

    @property
    def instead(self) -> str:
        """What stands in the place of a tick, in few words; "" where it can be ticked."""
        if self.grade:
            return f"Grade {self.grade}"
        return f"On {self.claim}" if self.claim else ""

    def becomes(self, ticked: bool) -> str:
        """What sending the tick, or its absence, does: REDUCED, TAKEN_BACK, or ""."""
        if ticked == self.reported or (self.bar and not ticked):
            return ""
        return REDUCED if ticked else TAKEN_BACK


def check_can_send(
    area: Area,
    *,
    changes: int,
    bars: Sequence[str],
    mandatory: Sequence[str],
    reason: str,
    declared: bool,
) -> None:
    """Raise ReductionRefused unless what differs may be sent.

    `changes` is how much differs from what was sent before, `bars` are the sentences of what is
    ticked and cannot be reduced, `mandatory` names the mandatory units newly reduced: these need a
    reason, since they are the last resort.
    """
    if not area.is_open:
        raise ReductionRefused(f"{area.sentence} Nothing was sent.")
    if bars:
        raise ReductionRefused(f"{bars[0]} Nothing was sent. Take off that tick.")
    if not changes:
        raise ReductionRefused(
            "Nothing differs from what you sent before. Tick what was reduced, or take off ticks."
        )
    if len(reason) > LONGEST_REASON:
        raise ReductionRefused(
            f"The reason may have {LONGEST_REASON} signs and has {len(reason)}. Shorten it.",
            field="reason",
        )
    if mandatory and not reason.strip():
        raise ReductionRefused(
            "Say why a mandatory unit could not be assessed: mandatory units are assessed first,"
            " and reducing one is the last resort.",
            field="reason",
        )
    if not declared:
        raise ReductionRefused("Tick the declaration to send the reductions.", field="declared")
