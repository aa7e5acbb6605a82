"""What can the board do to resolve a request? Each act, with what it needs to be done."""

from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class BankUnit:
    """Bank a unit that was missed, or an exam whose result is missing: its series is named."""

    candidate: Any
    number: str
    grade: str
    series: Any = None


@dataclass(frozen=True)
class CorrectGrade:
    """Correct a unit result that stands."""

    result: Any
    grade: str


@dataclass(frozen=True)
class MoveUnit:
    """Bank the unit that was meant, by its number, and take the grade off the one claimed."""

    result: Any
    number: str
    grade: str


@dataclass(frozen=True)
class ApplyReduction:
    """Have a moderated unit, by its number, stand as reduced."""

    number: str


@dataclass(frozen=True)
class TakeReductionBack:
    """Have a unit that stands as reduced, by its number, not be reduced."""

    number: str


@dataclass(frozen=True)
class ProcessSizeChange:
    """Carry out a change of size that waits for the board."""

    change: Any


@dataclass(frozen=True)
class WorkOutAward:
    """Have the awards of the candidate worked out again."""


@dataclass(frozen=True)
class MergeRecords:
    """Merge the two records, with the details named taken from the one that is merged."""

    from_merged: tuple[str, ...] = ()


@dataclass(frozen=True)
class GiveTag:
    """Give the unit of that number a TAG, its assessment having been planned for the day."""

    number: str
    grade: str
    planned_on: date


Act = (
    BankUnit
    | CorrectGrade
    | MoveUnit
    | ApplyReduction
    | TakeReductionBack
    | ProcessSizeChange
    | WorkOutAward
    | MergeRecords
    | GiveTag
)
