"""What a specification says: the published rules of one qualification, as plain values.

Every figure keeps the key of its source and whether it was read there; what was not read is
provisional. Sizes are guided learning hours (GLH) in the 2016 suite and credits in the 2012 suite.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Protocol


class Cited(Protocol):
    """Anything that says where it comes from."""

    @property
    def source(self) -> str:
        """The key of the source."""


class Checked(Protocol):
    """Anything that says whether it was read in its source."""

    @property
    def verified(self) -> bool:
        """Whether it was read."""


@dataclass(frozen=True)
class Source:
    """Where a figure comes from; `url` is empty where no page was seen."""

    key: str
    kind: str
    url: str
    note: str


@dataclass(frozen=True)
class Citation:
    """Which source says one of the qualification's own figures, and whether it was read there."""

    figure: str
    source: str
    verified: bool


@dataclass(frozen=True)
class Exam:
    """The paper by which an examined unit is assessed, as far as it is known."""

    paper: str
    marks: int | None
    minutes: int | None
    source: str


@dataclass(frozen=True)
class Unit:
    """A unit that may count; `verified` names those of its figures that were read."""

    number: str
    title: str
    size: int | None
    examined: bool
    reference: str
    grades: tuple[str, ...]
    minimum: str
    key: str
    same_as: str | None
    exam: Exam | None
    source: str
    verified: tuple[str, ...]
    note: str

    @property
    def provisional(self) -> bool:
        """Whether a figure of the unit was not read in a source."""
        given = ["title", "size", *(["reference"] if self.reference else [])]
        return not set(given) <= set(self.verified)

    @cached_property
    def achieving(self) -> tuple[str, ...]:
        """The grades that achieve the unit, best first."""
        return self.grades[: self.grades.index(self.minimum) + 1]


@dataclass(frozen=True)
class ClosedUnit:
    """A unit of the subject that does not count towards this size."""

    number: str
    title: str
    because: str
    source: str
    verified: bool


@dataclass(frozen=True)
class Group:
    """A rule of combination: at least `counts` of the units, worth at least `size` together.

    A unit that stands in two groups counts in both. `others` says that units of another awarding
    body count here too.
    """

    title: str
    units: tuple[str, ...]
    counts: int
    size: int
    others: bool
    source: str
    verified: bool
    note: str

    @cached_property
    def among(self) -> frozenset[str]:
        """The units of the group, to ask whether one is among them."""
        return frozenset(self.units)

    @property
    def mandatory(self) -> bool:
        """Whether every unit of the group must count."""
        return self.counts == len(self.units)


@dataclass(frozen=True)
class Pathway:
    """A named route through the qualification; its groups come on top of the common ones."""

    name: str
    groups: tuple[Group, ...]
    source: str
    verified: bool
    note: str


@dataclass(frozen=True)
class UnitPoints:
    """The points of a unit of this size at this grade (or of one credit at this grade)."""

    size: int
    grade: str
    points: int
    source: str
    verified: bool


@dataclass(frozen=True)
class Boundary:
    """The fewest points that give a qualification grade."""

    grade: str
    points: int
    source: str
    verified: bool


@dataclass(frozen=True)
class Tariff:
    """The UCAS Tariff points of a qualification grade."""

    grade: str
    points: int
    source: str
    verified: bool


EARNS_NOTHING, EARNS = "earns nothing", "earns"  # what hours beyond the size do


@dataclass(frozen=True)
class Specification:
    """The published rules of one qualification, by its entry code.

    `version` is the number under which the portal has loaded the rules, none straight from the
    file. `points_per` says whether `points` hold for a whole unit of that size or for one credit.
    `attempts` is how often an examined unit may be sat (none: no limit). `surplus` says whether
    hours beyond the size earn points.
    """

    code: str
    version: int | None
    title: str
    former_title: str
    qan: str
    subject: str
    subject_title: str
    suite: str
    level: int
    size: str
    size_title: str
    measure: str
    total: int | None
    guided_hours: int | None
    offered: bool
    not_offered_because: str
    cited: tuple[Citation, ...]
    notes: tuple[str, ...]
    units: tuple[Unit, ...]
    closed: tuple[ClosedUnit, ...]
    groups: tuple[Group, ...]
    pathways: tuple[Pathway, ...]
    other_awarding_bodies: bool
    exam_series: tuple[str, ...]
    attempts: int | None
    points_per: str
    points: tuple[UnitPoints, ...]
    surplus: str
    boundaries: tuple[Boundary, ...]
    fail: str
    ucas: tuple[Tariff, ...]
    sources: tuple[Source, ...]

    def __hash__(self) -> int:
        """Quick, because specifications are the keys of caches; equality compares everything."""
        return hash((self.code, self.version, self.total))

    @property
    def provisional(self) -> bool:
        """Whether any rule an award rests on was completed, inferred or recalled."""
        ways = self.pathways
        groups = [*self.groups, *(group for way in ways for group in way.groups)]
        figures: list[Checked] = [*self.cited, *self.points, *self.boundaries, *groups, *ways]
        read = all(figure.verified for figure in figures)
        return not (groups and read) or any(unit.provisional for unit in self.units)

    @property
    def surplus_earns(self) -> bool:
        """Whether GLH or credits beyond the size earn points."""
        return self.surplus == EARNS

    @property
    def surplus_verified(self) -> bool:
        """Whether it was read in a source what GLH or credits beyond the size do."""
        return any(one.verified for one in self.cited if one.figure == "surplus")

    def unit(self, number: str) -> Unit:
        """The unit of that number; KeyError where it does not count here."""
        return self._by_number[number]

    @cached_property
    def _by_number(self) -> dict[str, Unit]:
        return {unit.number: unit for unit in self.units}
