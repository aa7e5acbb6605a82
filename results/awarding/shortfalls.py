"""What a candidate is short of: the rules not met, how much more, and what could fill them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from interchange.catalogue.specification import Group, Specification, Unit, number_order
from results.awarding import grades, points
from results.awarding.outcome import Achievements, Because, Counted, Shortfall
from results.awarding.pathway import Route


@dataclass(frozen=True)
class Holding:
    """What a candidate holds on a route, as far as a shortfall asks."""

    specification: Specification
    route: Route
    candidate: Achievements
    counted: Sequence[Counted]

    @cached_property
    def numbers(self) -> frozenset[str]:
        """The qualification's own units that count."""
        return frozenset(one.unit for one in self.counted if not one.other_awarding_body)

    @cached_property
    def units(self) -> tuple[tuple[str, int], ...]:
        """Every achieved unit the route takes, counted or not: number and size.

        The number is empty for a unit of another awarding body.
        """
        taken = self._achieved & self.route.taken
        own = [
            (unit.number, unit.size or 0)
            for unit in self.specification.units
            if unit.number in taken
        ]
        if self.candidate.other and any(group.others for group in self.route.groups):
            others = grades.others(self.specification, self.candidate)
            own += [("", unit.size) for unit in others]
        return tuple(own)

    def inside(self, group: Group) -> list[int]:
        """The sizes of the achieved units that stand in the group."""
        own = group.among
        return [size for number, size in self.units if (number in own if number else group.others)]

    def unit(self, number: str) -> Unit:
        """The unit of that number."""
        return self.specification.unit(number)

    def achieved(self, number: str) -> bool:
        """Whether the unit is held at its minimum grade or better."""
        return number in self._achieved

    @cached_property
    def _achieved(self) -> frozenset[str]:
        held = self.candidate.grades
        return frozenset(
            unit.number
            for unit in self.specification.units
            if held.get(unit.number) in unit.achieving
        )

    def used_up(self, number: str) -> bool:
        """Whether the unit is an exam that was not achieved and may not be sat again."""
        exhausted = number in self.candidate.no_attempts_left and self.unit(number).examined
        return exhausted and not self.achieved(number)

    def open(self, numbers: Sequence[str]) -> tuple[str, ...]:
        """Those of the units that can still be achieved, in number order."""
        asked = set(numbers) - self._achieved
        return tuple(
            unit.number
            for unit in self.specification.units
            if unit.number in asked and not self.used_up(unit.number)
        )

    def size(self, numbers: Sequence[str]) -> int:
        """The GLH or credits of the units together."""
        return sum(self.unit(number).size or 0 for number in numbers)


def of_combination(holding: Holding) -> tuple[Shortfall, ...]:
    """The rules of combination that are not met, in the specification's order."""
    found = [one for group in holding.route.groups for one in _of_group(holding, group)]
    total = holding.specification.total or 0
    needed = total - sum(size for _, size in holding.units) - _explained(holding, found)
    if needed > 0:
        every = [number for group in holding.route.groups for number in group.units]
        found.append(
            Shortfall(
                "", Because.SIZE_TOTAL, needed, holding.specification.measure, holding.open(every)
            )
        )
    return tuple(found)


def takes_more(holding: Holding, short: Sequence[Shortfall], number: str) -> bool:
    """Whether GLH or credits are missing where the unit (empty: of another body) stands."""
    lacking = {one.group for one in short if one.measure == holding.specification.measure}
    return "" in lacking or any(
        (number in group.units if number else group.others)
        for group in holding.route.groups
        if group.title in lacking
    )


def of_points(
    specification: Specification, total: int, could_raise: tuple[str, ...]
) -> tuple[Shortfall, ...]:
    """The points missing to the lowest boundary, and the units that could earn more."""
    needed = points.lowest(specification) - total
    return (Shortfall("", Because.POINTS_TOO_LOW, needed, "points", could_raise),)


def _of_group(holding: Holding, group: Group) -> Iterator[Shortfall]:
    if group.mandatory:
        yield from _of_mandatory(holding, group)
    missing_units = group.counts - len(holding.inside(group))
    if missing_units > 0 and not group.mandatory:
        yield _shortfall(holding, group, missing_units, "units")
    missing_size = group.size - sum(holding.inside(group))
    if missing_size > 0 and not group.mandatory:
        yield _shortfall(holding, group, missing_size, holding.specification.measure)


def _of_mandatory(holding: Holding, group: Group) -> Iterator[Shortfall]:
    """A shortfall for every mandatory unit that is not achieved, with the reason of its own."""
    for number in group.units:
        if holding.achieved(number):
            continue  # it counts, whatever else does
        held = number in holding.candidate.grades
        if holding.used_up(number):
            yield Shortfall(group.title, Because.ATTEMPTS_USED_UP, 1, "units", (), (number,))
        elif held:
            yield Shortfall(group.title, Because.BELOW_MINIMUM, 1, "units", (number,), (number,))
        else:
            yield Shortfall(group.title, Because.MISSING, 1, "units", (number,))


def _shortfall(holding: Holding, group: Group, needed: int, measure: str) -> Shortfall:
    """A shortfall that several units could fill; the reason is the one that helps most."""
    could_be = holding.open(group.units)
    enough = len(could_be) if measure == "units" else holding.size(could_be)
    used_up = tuple(number for number in group.units if holding.used_up(number))
    below = tuple(number for number in could_be if number in holding.candidate.grades)
    elsewhere = _held_elsewhere(holding)
    if enough < needed and used_up:
        return Shortfall(group.title, Because.ATTEMPTS_USED_UP, needed, measure, could_be, used_up)
    if below:
        return Shortfall(group.title, Because.BELOW_MINIMUM, needed, measure, could_be, below)
    if elsewhere:
        return Shortfall(group.title, Because.DOES_NOT_COUNT, needed, measure, could_be, elsewhere)
    return Shortfall(group.title, Because.MISSING, needed, measure, could_be)


def _held_elsewhere(holding: Holding) -> tuple[str, ...]:
    """Units held that no group of the route takes, in number order."""
    found = (number for number in holding.candidate.grades if not holding.route.takes(number))
    return tuple(sorted(found, key=number_order))


def _explained(holding: Holding, found: Sequence[Shortfall]) -> int:
    """The GLH or credits that filling the shortfalls of groups adds at least.

    Where the same units could fill several of them, only the largest is sure to be added.
    """
    apart: list[tuple[set[str], int]] = []
    for shortfall in found:
        units = set(shortfall.could_be or shortfall.because)
        size = _size_of(holding, shortfall)
        for other in [one for one in apart if one[0] & units]:
            apart.remove(other)
            units, size = units | other[0], max(size, other[1])
        apart.append((units, size))
    return sum(size for _, size in apart)


def _size_of(holding: Holding, shortfall: Shortfall) -> int:
    """The GLH or credits that filling the shortfall adds at least."""
    if shortfall.measure != "units":
        return shortfall.needed
    sizes = sorted(holding.unit(one).size or 0 for one in shortfall.could_be or shortfall.because)
    return sum(sizes[: shortfall.needed])
