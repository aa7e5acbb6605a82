"""A specification laid out for deciding a whole cohort: units in columns, patterns in rows."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import prod

import numpy as np
import numpy.typing as npt

from interchange.catalogue.specification import Specification
from results.awarding import combination, pathway, points, surplus
from results.awarding.outcome import CODES
from results.awarding.pathway import Route

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
MOST_UNITS = 62  # a collection of units is told by the bits of one signed 64-bit number
MOST_CHOICES = 10_000  # among units of another awarding body, by how many of each size


class NotOffered(ValueError):
    """Too little is known of the qualification for anybody to be awarded it."""


class TooManyUnits(ValueError):
    """More units, or units of another awarding body of more sizes, than can be decided."""


@dataclass(frozen=True)
class Cell:
    """What a grade in a unit is: achieved or not, and for how many points."""

    achieved: bool
    points: int


@dataclass(frozen=True, eq=False)
class Plan:
    """One column a unit, kind by kind; one row a pattern, route by route.

    `ends` says for each pattern and kind up to which column the pattern reaches. `own` is the
    column of each unit of the qualification and `numbers` its place, in number order; in that
    order, and by the code of a grade (see grades.py), `possible` says which grades there are,
    `achieves` which of them achieve the unit, and `earns` for how many points; `best` is the code
    of the best grade of each.
    """

    specification: Specification
    routes: tuple[Route, ...]
    places: tuple[combination.UnitSlot, ...]
    own: Ints
    numbers: dict[str, int]
    others: tuple[int, ...]  # the columns of other bodies' units, in their order
    cells: dict[tuple[str, str], Cell]
    possible: Flags
    achieves: Flags
    earns: Ints
    best: npt.NDArray[np.uint8]
    examined: Flags
    kind_of: Ints
    positions: Ints
    sizes: Ints
    bits: Ints
    starts: Ints
    ends: Ints
    route_of: Ints
    exceeding: surplus.Exceeding


def check_offered(specification: Specification) -> None:
    """Raise NotOffered unless the qualification can be awarded here."""
    if not specification.offered:
        raise NotOffered(
            f"{specification.code} is not offered here yet: {specification.not_offered_because}"
        )


@lru_cache(maxsize=512)
def plan(specification: Specification, others: tuple[int, ...] = ()) -> Plan:
    """Lay out a specification for candidates who hold other bodies' units of these sizes.

    Raises NotOffered where the qualification cannot be awarded here, and TooManyUnits.
    """
    check_offered(specification)
    count = len(specification.units) + len(others)
    if count > MOST_UNITS or prod(n + 1 for n in Counter(others).values()) > MOST_CHOICES:
        raise _too_many(specification, others)
    routes = pathway.routes(specification)
    kinds = combination.unit_kinds(specification, routes, others)
    places = tuple(place for kind in kinds for place in kind.places)
    lengths = [len(kind.places) for kind in kinds]
    starts = np.cumsum([0, *lengths[:-1]])
    total = specification.total or 0
    try:
        ways = [
            combination.patterns(kinds, combination.needs(route, number, kinds, total))
            for number, route in enumerate(routes)
        ]
    except combination.TooManyWays:
        raise _too_many(specification, others) from None
    taken = np.concatenate(ways)
    route_of = np.repeat(np.arange(len(routes)), [len(way) for way in ways])
    cells = _cells(specification)
    columns = {place.number: column for column, place in enumerate(places) if place.number}
    possible, achieves, earns = _by_code(specification, cells)
    return Plan(
        specification=specification,
        routes=routes,
        places=places,
        own=np.array([columns[unit.number] for unit in specification.units], dtype=np.int64),
        numbers={unit.number: place for place, unit in enumerate(specification.units)},
        others=tuple(_columns_of_others(places)),
        cells=cells,
        possible=possible,
        achieves=achieves,
        earns=earns,
        best=np.array([CODES[unit.grades[0]] for unit in specification.units], dtype=np.uint8),
        examined=np.array([unit.examined for unit in specification.units], dtype=bool),
        kind_of=np.repeat(np.arange(len(kinds)), lengths),
        positions=np.array([place.position for place in places]),
        sizes=np.array([place.size for place in places]),
        bits=np.array([1 << (count - 1 - place.position) for place in places]),
        starts=starts,
        ends=starts + taken,
        route_of=route_of,
        exceeding=surplus.exceeding(
            specification, kinds, taken, route_of, _worth(specification, cells, others)
        ),
    )


def _too_many(specification: Specification, others: Sequence[int]) -> TooManyUnits:
    if others:
        return TooManyUnits(
            f"{len(others)} units of another awarding body are too many to choose from: "
            "leave out the weakest"
        )
    return TooManyUnits(
        f"the {len(specification.units)} units of {specification.code} are too many"
    )


def _columns_of_others(places: Sequence[combination.UnitSlot]) -> list[int]:
    found = [column for column, place in enumerate(places) if not place.number]
    return sorted(found, key=lambda column: places[column].position)


def _cells(specification: Specification) -> dict[tuple[str, str], Cell]:
    return {
        (unit.number, grade): Cell(
            grade in unit.achieving,
            points.of_unit(specification, unit.size or 0, grade) if grade in unit.achieving else 0,
        )
        for unit in specification.units
        for grade in unit.grades
    }


def _by_code(
    specification: Specification, cells: dict[tuple[str, str], Cell]
) -> tuple[Flags, Flags, Ints]:
    """Which grades a unit can have, which achieve it and their points, by unit and code."""
    shape = len(specification.units), len(CODES) + 1
    possible, achieves = np.zeros(shape, dtype=bool), np.zeros(shape, dtype=bool)
    earns = np.zeros(shape, dtype=np.int64)
    possible[:, 0] = True
    for place, unit in enumerate(specification.units):
        for grade in unit.grades:
            cell = cells[unit.number, grade]
            possible[place, CODES[grade]] = True
            achieves[place, CODES[grade]] = cell.achieved
            earns[place, CODES[grade]] = cell.points
    return possible, achieves, earns


def _worth(
    specification: Specification, cells: dict[tuple[str, str], Cell], others: Sequence[int]
) -> set[tuple[int, int]]:
    """Every size and points that a unit can have, of those that are achieved."""
    own = {
        (specification.unit(number).size or 0, cell.points)
        for (number, _), cell in cells.items()
        if cell.achieved
    }
    grades = {row.grade for row in specification.points}
    return own | {
        (size, points.of_unit(specification, size, grade)) for size in others for grade in grades
    }
