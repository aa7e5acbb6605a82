"""Whether the parts of a specification fit together."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import prod

from interchange.catalogue.specification.files import Entry, SpecificationError
from interchange.catalogue.specification.shape import EARNS_NOTHING, Group, Specification

MOST_WAYS = 500_000  # to take so many units of each sort; the engine tries them all


@dataclass(frozen=True)
class Lack:
    """A figure without which nobody can be awarded: `sentence` says which.

    It is seen at a `key` of the file, or else at the first line that holds `text`.
    """

    sentence: str
    key: str = ""
    text: str = ""

    def broken(self, file: Entry) -> SpecificationError:
        """The error to raise where the qualification is offered all the same."""
        if self.text:
            return file.broken_at(f'"{self.text}"', self.sentence)
        return file.broken(self.sentence, self.key)


def check(specification: Specification, file: Entry) -> None:
    """Raise SpecificationError where a rule names what is not there or asks for too much."""
    _check_groups(specification, file)
    if specification.offered:
        for lack in lacking(specification):
            raise lack.broken(file)


def _check_groups(specification: Specification, file: Entry) -> None:
    numbers = {unit.number for unit in specification.units}
    shut = {unit.number for unit in specification.closed}
    deeper = [("pathway.group", way.groups) for way in specification.pathways]
    for header, groups in [("group", specification.groups), *deeper]:
        for group in groups:
            for number in group.units:
                if number not in numbers:
                    why = "is closed to this size" if number in shut else "is not in the bank"
                    raise file.broken_at(
                        f'"{number}"', f"unit {number} of {group.title!r} {why} ([[{header}]])"
                    )


def lacking(specification: Specification) -> Iterator[Lack]:
    """All that is missing before somebody can be awarded, what comes first in a file first."""
    if not specification.points:
        yield Lack("it is not known how its units are graded and what points they earn", "scheme")
    if not specification.total or not specification.boundaries:
        yield Lack("its size has no total or no boundaries", "size")
    yield from _units_lacking(specification)
    if specification.units and specification.total:
        names = [way.name for way in specification.pathways] or [""]
        found = (
            lack
            for name, groups in zip(names, _ways(specification), strict=True)
            for lack in _sizes_lacking(specification, groups, name)
        )
        yield from dict.fromkeys(found)
    yield from _out_of_reach(specification)
    yield from _cannot_be_laid_out(specification)


def _out_of_reach(specification: Specification) -> Iterator[Lack]:
    """No boundary may ask for more points than the size can earn, were every grade the best.

    What exceeds the size is no way to reach one: most rules let it earn nothing.
    """
    worth = [_worth(specification, unit.size) for unit in specification.units if unit.size]
    if not worth or not specification.total or specification.surplus != EARNS_NOTHING:
        return
    most = int(specification.total * max(worth))
    for boundary in specification.boundaries:
        if boundary.points > most:
            yield Lack(
                f"{boundary.grade} begins at {boundary.points} points, and {specification.total}"
                f" {specification.measure} with the best grades earn {most}",
                "boundaries",
            )


def _worth(specification: Specification, size: int) -> Fraction:
    """The most points that a unit of the size earns, for each of its GLH or credits."""
    is_whole = specification.points_per == "unit"
    found = [row.points for row in specification.points if row.size == (size if is_whole else 1)]
    return Fraction(max(found, default=0), size if is_whole else 1)


def _units_lacking(specification: Specification) -> Iterator[Lack]:
    if not specification.units:
        yield Lack("none of its units is known", "bank")
    for unit in specification.units:
        if not unit.size:
            yield Lack(f"the size of unit {unit.number} is missing", text=unit.number)
        elif specification.points:
            yield from _points_lacking(specification, unit.size, unit.achieving)


def _sizes_lacking(
    specification: Specification, groups: tuple[Group, ...], pathway: str
) -> Iterator[Lack]:
    """The units must reach what is asked for, and those that all must count must not exceed it."""
    sizes = {unit.number: unit.size or 0 for unit in specification.units}
    total = specification.total or 0
    if not groups:
        known = f"{sum(sizes.values())} of {total} {specification.measure}"
        yield Lack(
            "no rule of combination is known: which units are mandatory, which optional"
            f" (units known: {known})",
            "group",
        )
        return
    for group in groups:
        if sum(sizes[number] for number in group.units) < group.size and not group.others:
            yield Lack(f"the units of {group.title!r} do not reach {group.size}", text=group.title)
    open_to_all = {number for group in groups for number in group.units}
    if sum(sizes[number] for number in open_to_all) < total:
        yield Lack(
            "its units do not reach the total of its size:"
            f" {sum(sizes[number] for number in open_to_all)} of {total} {specification.measure}"
            + (f" on the pathway {pathway}" if pathway else ""),
            "size",
        )
    mandatory = {number for group in groups if group.mandatory for number in group.units}
    required = sum(sizes[number] for number in mandatory)
    if required > total:
        yield Lack(
            f"its mandatory units are {required} {specification.measure}, which exceeds the"
            f" {total} of its size",
            "size",
        )


def _cannot_be_laid_out(specification: Specification) -> Iterator[Lack]:
    """Units of one size in the same groups are alike; of too many sorts no award is worked out."""
    everything = [group for groups in _ways(specification) for group in groups]
    alike = Counter(
        (unit.size, tuple(unit.number in group.units for group in everything))
        for unit in specification.units
    )
    possible = prod(number + 1 for number in alike.values())
    if possible > MOST_WAYS:
        yield Lack(
            f"its units are of {len(alike)} sorts, by size and groups, and can be taken in"
            f" {possible:,} ways; awards can be worked out among {MOST_WAYS:,}",
            "bank",
        )


def _points_lacking(
    specification: Specification, size: int, grades: tuple[str, ...]
) -> Iterator[Lack]:
    """Every achieving grade of a unit must have points, and a better grade never fewer."""
    unit_size = size if specification.points_per == "unit" else 1
    table = {row.grade: row.points for row in specification.points if row.size == unit_size}
    missing = [grade for grade in grades if grade not in table]
    if missing:
        yield Lack(f"there are no points for {missing[0]} at a unit of size {unit_size}", "scheme")
        return
    worth = [table[grade] for grade in grades]
    if worth != sorted(worth, reverse=True):
        yield Lack(f"a better grade has fewer points at size {unit_size}", "scheme")


def _ways(specification: Specification) -> list[tuple[Group, ...]]:
    """The groups to meet: in each pathway, or once where there are none."""
    routes = [specification.groups + way.groups for way in specification.pathways]
    return routes or [specification.groups]
