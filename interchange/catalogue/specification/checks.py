"""Whether the parts of a specification fit together."""

from collections import Counter
from math import prod

from interchange.catalogue.specification.files import Entry
from interchange.catalogue.specification.shape import Group, Specification

MOST_WAYS = 500_000  # to take so many units of each sort; the engine tries them all


def check(specification: Specification, file: Entry) -> None:
    """Raise SpecificationError where a rule names what is not there or asks for too much."""
    _check_groups(specification, file)
    if specification.offered:
        _check_can_be_awarded(specification, file)


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


def _check_can_be_awarded(specification: Specification, file: Entry) -> None:
    if not specification.total or not specification.boundaries:
        raise file.broken("it is offered, but its size has no total or no boundaries", "size")
    for unit in specification.units:
        if not unit.size:
            raise file.broken_at(f'"{unit.number}"', f"the size of unit {unit.number} is missing")
        _check_points(specification, unit.size, unit.achieving, file)
    for groups in _ways(specification):
        _check_sizes(specification, groups, file)
    _check_can_be_laid_out(specification, file)


def _check_sizes(specification: Specification, groups: tuple[Group, ...], file: Entry) -> None:
    """The units must reach what is asked for, and those that all must count must not exceed it."""
    sizes = {unit.number: unit.size or 0 for unit in specification.units}
    for group in groups:
        if sum(sizes[number] for number in group.units) < group.size and not group.others:
            raise file.broken_at(
                f'"{group.title}"', f"the units of {group.title!r} do not reach {group.size}"
            )
    total = specification.total or 0
    open_to_all = {number for group in groups for number in group.units}
    if sum(sizes[number] for number in open_to_all) < total:
        raise file.broken("its units do not reach the total of its size", "size")
    mandatory = {number for group in groups if group.mandatory for number in group.units}
    required = sum(sizes[number] for number in mandatory)
    if required > total:
        raise file.broken(
            f"its mandatory units are {required} {specification.measure}, which exceeds the"
            f" {total} of its size",
            "size",
        )


def _check_can_be_laid_out(specification: Specification, file: Entry) -> None:
    """Units of one size in the same groups are alike; of too many sorts no award is worked out."""
    everything = [group for groups in _ways(specification) for group in groups]
    alike = Counter(
        (unit.size, tuple(unit.number in group.units for group in everything))
        for unit in specification.units
    )
    possible = prod(number + 1 for number in alike.values())
    if possible > MOST_WAYS:
        raise file.broken(
            f"its units are of {len(alike)} sorts, by size and groups, and can be taken in"
            f" {possible:,} ways; awards can be worked out among {MOST_WAYS:,}",
            "bank",
        )


def _check_points(
    specification: Specification, size: int, grades: tuple[str, ...], file: Entry
) -> None:
    """Every achieving grade of a unit must have points, and a better grade never fewer."""
    unit_size = size if specification.points_per == "unit" else 1
    table = {row.grade: row.points for row in specification.points if row.size == unit_size}
    missing = [grade for grade in grades if grade not in table]
    if missing:
        raise file.broken(
            f"there are no points for {missing[0]} at a unit of size {unit_size}", "scheme"
        )
    worth = [table[grade] for grade in grades]
    if worth != sorted(worth, reverse=True):
        raise file.broken(f"a better grade has fewer points at size {unit_size}", "scheme")


def _ways(specification: Specification) -> list[tuple[Group, ...]]:
    """The groups to meet: in each pathway, or once where there are none."""
    routes = [specification.groups + way.groups for way in specification.pathways]
    return routes or [specification.groups]
