"""What goes into an award and what comes out of it, as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

BEST_FIRST = ("D", "M", "P", "R", "U", "1C")  # of unit grades, over all levels and types
CODES = {grade: code for code, grade in enumerate(BEST_FIRST, 1)}  # as bytes; 0 is no grade


class Kind(StrEnum):
    """What came of it: awarded, still to be completed, or completed without success."""

    AWARD = "award"
    NOT_YET = "not_yet"
    UNCLASSIFIED = "unclassified"


class Because(StrEnum):
    """Why a rule is not met."""

    MISSING = "missing"  # nothing is held that could fill it
    BELOW_MINIMUM = "below_minimum"  # a unit is held, below the grade it needs
    ATTEMPTS_USED_UP = "attempts_used_up"  # the exam cannot be sat again
    DOES_NOT_COUNT = "does_not_count"  # units are held that this size or pathway does not take
    SIZE_TOTAL = "size_total"  # the groups are met, the total GLH or credits are not
    POINTS_TOO_LOW = "points_too_low"  # everything is held, below the lowest boundary


class NotCountedBecause(StrEnum):
    """Why a unit that is held is not counted."""

    SURPLUS = "surplus"  # stronger units, or enough of them, count already
    LEFT_OVER = "left_over"  # it could be left out once larger units bring what is missing
    BELOW_MINIMUM = "below_minimum"
    OTHER_PATHWAY = "other_pathway"
    CLOSED = "closed"  # a unit of the subject that this size does not take
    UNKNOWN = "unknown"  # not a unit of this subject
    OTHER_AWARDING_BODY = "other_awarding_body"  # this qualification takes none of these


@dataclass(frozen=True)
class OtherUnit:
    """A unit achieved with another awarding body; it counts by its grade and credits."""

    title: str
    size: int
    grade: str


@dataclass(frozen=True)
class Achievements:
    """What one candidate holds: the best grade of each unit, by unit number.

    `no_attempts_left` names examined units that may not be sat again.
    """

    grades: Mapping[str, str]
    pathway: str | None = None
    no_attempts_left: frozenset[str] = frozenset()
    other: tuple[OtherUnit, ...] = ()


@dataclass(frozen=True, slots=True)
class Counted:
    """A unit that counts, with the points it earns.

    `size_counted` is less than `size` where the rest is beyond the size of the qualification.
    """

    unit: str
    grade: str
    size: int
    size_counted: int
    points: int
    other_awarding_body: bool = False


@dataclass(frozen=True, slots=True)
class NotCounted:
    """A unit that is held and does not count."""

    unit: str
    grade: str
    because: NotCountedBecause


@dataclass(frozen=True, slots=True)
class Shortfall:
    """A rule that is not met: how much more it needs, and which units could give it.

    `group` is the title of the rule of combination, empty for the whole qualification; `because`
    names the units that explain the reason (held below the minimum, used up, or not counting).
    """

    group: str
    reason: Because
    needed: int
    measure: str
    could_be: tuple[str, ...] = ()
    because: tuple[str, ...] = ()

    @property
    def is_below_minimum(self) -> bool:
        """Whether units are held below the grade they need."""
        return self.reason is Because.BELOW_MINIMUM

    @property
    def is_used_up(self) -> bool:
        """Whether an exam cannot be sat again."""
        return self.reason is Because.ATTEMPTS_USED_UP

    @property
    def is_not_counting(self) -> bool:
        """Whether units are held that do not count here."""
        return self.reason is Because.DOES_NOT_COUNT


@dataclass(frozen=True)
class Outcome:
    """The qualification result, or what is still short of one; `points` is over `counted`."""

    kind: Kind
    grade: str | None
    points: int
    counted: tuple[Counted, ...]
    shortfalls: tuple[Shortfall, ...] = ()
    not_counted: tuple[NotCounted, ...] = ()
    pathway: str | None = None

    @property
    def size(self) -> int:
        """The GLH or credits that count."""
        return sum(unit.size_counted for unit in self.counted)

    def to_dict(self) -> dict[str, Any]:
        """The outcome as values that JSON knows; `outcome` stands for `kind`."""
        return {
            "outcome": self.kind,
            "grade": self.grade,
            "points": self.points,
            "counted": [_written(one) for one in self.counted],
            "shortfalls": [_written(one) for one in self.shortfalls],
            "not_counted": [_written(one) for one in self.not_counted],
            "pathway": self.pathway,
        }


def _written(value: Counted | NotCounted | Shortfall) -> dict[str, Any]:
    return {name: getattr(value, name) for name in value.__slots__}
