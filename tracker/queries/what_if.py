"""What would a candidate have in each size of the subject, with other grades than are held?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from interchange.catalogue.models import Qualification
from interchange.catalogue.specification import Unit, number_order
from results import queries as results_queries
from results.queries import Progress, Standing, Tried, UnitProgress
from tracker.queries import sizes


@dataclass(frozen=True)
class UnitToTry:
    """A unit with the grades better than is held, and where it stands in the size registered for.

    `progress` is None where that size does not take the unit.
    """

    unit: Unit
    held: str
    better: tuple[str, ...]
    progress: UnitProgress | None


def in_each_size(registered: Progress) -> list[Standing]:
    """Where the candidate stands in each size that is offered, the smallest first.

    In its own as it is registered, in another one without a pathway, by the best. A fixed number
    of queries; sizes whose rules were never loaded are left out.
    """
    entry = registered.entry
    others = [
        sizes.as_if(entry, size, pk=-place)
        for place, size in enumerate(sizes.sizes(entry.qualification), 1)
        if size.offered and size != entry.qualification
    ]
    found = [registered.standing, *results_queries.standings_seen(others).values()]
    offered = [one for one in found if one.specification.offered]
    return sorted(offered, key=lambda one: (one.specification.total, one.specification.code))


def reached_already(registered: Progress) -> list[tuple[Qualification, str]]:
    """The other sizes that what the centre sees is enough for now, each with its grade.

    The smallest first: to which the guidance has a candidate moved down, or topped up.
    """
    others = [one for one in in_each_size(registered) if one.entry != registered.entry]
    graded = [
        (one.entry.qualification, results_queries.grade_of_what_is_seen(one)) for one in others
    ]
    return [(qualification, grade) for qualification, grade in graded if grade]


def side_by_side(standings: Sequence[Standing], grades: Mapping[str, str]) -> list[Tried]:
    """What the candidate would have in each, with these grades by unit number."""
    return [results_queries.tried(one, grades) for one in standings]


def to_try(
    registered: Standing, units: Iterable[UnitProgress], standings: Sequence[Standing]
) -> list[UnitToTry]:
    """The units of all the sizes in number order, but those of which nothing better can come.

    That is where the best grade is held, or the exam may not be sat again. `units` are those of
    the size registered for, as the centre is told of them.
    """
    own, used_up = {one.number: one for one in units}, registered.used_up
    found: dict[str, UnitToTry] = {}
    for standing in standings:
        for unit in standing.specification.units:
            held = standing.achieved.get(unit.number)
            grade = held.grade if held else ""
            better = _better(unit, grade)
            if better and not (unit.examined and unit.number in used_up):
                found[unit.number] = UnitToTry(unit, grade, better, own.get(unit.number))
    return sorted(found.values(), key=lambda one: number_order(one.unit.number))


def _better(unit, held):
    achieving = unit.achieving
    return achieving[: achieving.index(held)] if held in achieving else achieving
