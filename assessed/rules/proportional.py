"""Which grade does the board give a unit that could not be assessed? By the proportional method.

Each grade has a number; the numbers of the units that support it are averaged, and the mean is
turned back into a grade (the board's articles on assessed grades of 2022 and 2023). Like for like:
moderated units support a moderated one and examined units an examined one; those of the other type
only where none of the same type has a grade. The numbers and the rounding are figures.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from interchange.catalogue.specification import Unit


class Halfway(StrEnum):
    """What becomes of a mean that no grade has for its number."""

    BETTER = "better"  # the nearest grade; halfway between two, the better
    LOWER = "lower"  # the nearest grade; halfway between two, the lower
    REACHED = "reached"  # the best grade whose number the mean reaches


ROUNDING = {
    Halfway.BETTER: "the nearest grade, halfway the better",
    Halfway.LOWER: "the nearest grade, halfway the lower",
    Halfway.REACHED: "the best grade that is reached",
}


@dataclass(frozen=True)
class Numbers:
    """The number of each unit grade, which rises with it, and how a mean is turned back."""

    of: Mapping[str, Fraction]
    halfway: Halfway = Halfway.BETTER


@dataclass(frozen=True, order=True)
class Supporter:
    """A unit with a live grade, or a teacher assessed one, that may support an assessed grade."""

    number: str
    grade: str
    examined: bool


@dataclass(frozen=True)
class Assessed:
    """An assessed grade with its working: who supported it, by which numbers, and the mean.

    `is_like` says whether the supporters are of the unit's own type.
    """

    grade: str
    supporters: tuple[Supporter, ...]
    numbers: tuple[Fraction, ...]
    mean: Fraction
    halfway: Halfway
    is_like: bool

    @property
    def working(self) -> str:
        """How it was worked out, in one sentence."""
        pairs = zip(self.supporters, self.numbers, strict=True)
        parts = [f"{one.number} {one.grade} = {_plain(number)}" for one, number in pairs]
        kind = "examined" if self.supporters[0].examined else "moderated"
        other = "" if self.is_like else " (no unit of its own type has a grade)"
        return (
            f"By the {kind} units{other} {', '.join(parts)}: mean {_plain(self.mean)}, which is"
            f" {self.grade} ({ROUNDING[self.halfway]})."
        )


def assessed(unit: Unit, supporters: Iterable[Supporter], numbers: Numbers) -> Assessed | None:
    """The assessed grade of the unit by the units that support it; None where none has a grade.

    Takes the unit as its specification has it, and the best grade of each other unit of the
    qualification that was gained and not itself assessed. The grade is one that the unit can have,
    so it may be near pass (R) only for an exam of Level 3. Carries out the proportional method.
    """
    graded = sorted(one for one in supporters if one.grade in numbers.of)
    same = [one for one in graded if one.examined == unit.examined]
    used = same or graded
    if not used:
        return None
    values = tuple(numbers.of[one.grade] for one in used)
    mean = sum(values, Fraction(0)) / len(values)
    grade = _grade(mean, [one for one in unit.grades if one in numbers.of], numbers)
    return Assessed(grade, tuple(used), values, mean, numbers.halfway, is_like=bool(same))


def _grade(mean: Fraction, grades: list[str], numbers: Numbers) -> str:
    """The grade of the mean; grades are best first."""
    if numbers.halfway is Halfway.REACHED:
        return next((one for one in grades if numbers.of[one] <= mean), grades[-1])
    among = grades if numbers.halfway is Halfway.BETTER else grades[::-1]
    return min(among, key=lambda one: abs(numbers.of[one] - mean))


def _plain(number: Fraction) -> str:
    """A number as people write it, to two places at most."""
    return f"{float(number):.2f}".rstrip("0").rstrip(".")
