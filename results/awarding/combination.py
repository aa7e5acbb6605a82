"""The rules of combination: every way to fill them from which no unit could be left out.

The rules cannot tell apart two units of the same size that stand in the same groups: they are of
one kind. So a way of filling the rules is a number of units of each kind, a *pattern*, and the
patterns depend on the specification alone. A candidate's best collection is then the pattern
whose places, filled with the strongest units of each kind, earn most points.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from interchange.catalogue.specification import Group, Specification
from results.awarding.pathway import Route


@dataclass(frozen=True)
class Place:
    """A unit in its place among all that may count: own units first, in number order."""

    position: int
    number: str  # empty for a unit of another awarding body
    size: int


@dataclass(frozen=True)
class UnitKind:
    """Units of one kind: of one size, in the same groups of every route, mandatory in the same."""

    size: int
    groups: tuple[frozenset[int], ...]  # for each route the groups in which they stand
    mandatory: tuple[bool, ...]  # for each route
    places: tuple[Place, ...]


@dataclass(frozen=True)
class Need:
    """Something that must be reached: so many units of a group, or so many GLH or credits."""

    amount: int
    weights: tuple[int, ...]  # what one unit of each kind gives towards it


def unit_kinds(
    specification: Specification, routes: Sequence[Route], others: Sequence[int] = ()
) -> tuple[UnitKind, ...]:
    """The kinds of unit; `others` are the sizes of units of another awarding body."""
    places = [
        Place(position, unit.number, unit.size or 0)
        for position, unit in enumerate(specification.units)
    ]
    places += [Place(len(places) + index, "", size) for index, size in enumerate(others)]
    alike: dict[tuple[int, tuple[frozenset[int], ...], tuple[bool, ...]], list[Place]] = {}
    for place in places:
        groups = tuple(_standing(place, route.groups) for route in routes)
        mandatory = tuple(place.number in route.mandatory for route in routes)
        alike.setdefault((place.size, groups, mandatory), []).append(place)
    return tuple(UnitKind(*kind, tuple(of)) for kind, of in alike.items())


def _standing(place: Place, groups: Sequence[Group]) -> frozenset[int]:
    """The groups in which the unit stands; one of another awarding body where they let it."""
    return frozenset(
        index
        for index, group in enumerate(groups)
        if (place.number in group.units if place.number else group.others)
    )


def needs(route: Route, number: int, kinds: Sequence[UnitKind], total: int) -> list[Need]:
    """All that route `number` asks for: each group's units and size, and the total size."""
    found = []
    for index, group in enumerate(route.groups):
        inside = [index in kind.groups[number] for kind in kinds]
        found.append(Need(group.counts, tuple(map(int, inside))))
        sizes = (kind.size if there else 0 for kind, there in zip(kinds, inside, strict=True))
        found.append(Need(group.size, tuple(sizes)))
    sizes = (kind.size if kind.groups[number] else 0 for kind in kinds)
    found.append(Need(total, tuple(sizes)))
    return [need for need in found if need.amount]


def patterns(kinds: Sequence[UnitKind], needs: Sequence[Need]) -> Iterator[tuple[int, ...]]:
    """Every number of units of each kind that reaches all needs and of which none is too many."""
    limits = [len(kind.places) for kind in kinds]

    def extend(taken: tuple[int, ...], reached: list[int]) -> Iterator[tuple[int, ...]]:
        kind = len(taken)
        if kind == len(kinds):
            if not _too_many(taken, reached, needs):
                yield taken
            return
        for number in range(limits[kind] + 1):
            if _can_be_reached(reached, needs, limits, kind, number):
                sums = [
                    sum_ + number * need.weights[kind]
                    for sum_, need in zip(reached, needs, strict=True)
                ]
                yield from extend((*taken, number), sums)
            if not _wanted(reached, needs, kind, number):
                return

    yield from extend((), [0] * len(needs))


def _can_be_reached(
    reached: Sequence[int], needs: Sequence[Need], limits: Sequence[int], kind: int, number: int
) -> bool:
    """Whether taking so many of this kind leaves enough of the later kinds for every need."""
    for sum_, need in zip(reached, needs, strict=True):
        later = zip(limits[kind + 1 :], need.weights[kind + 1 :], strict=True)
        if sum_ + number * need.weights[kind] + sum(n * w for n, w in later) < need.amount:
            return False
    return True


def _wanted(reached: Sequence[int], needs: Sequence[Need], kind: int, number: int) -> bool:
    """Whether one more of this kind, after so many, helps any need that is not yet reached."""
    return any(
        need.weights[kind] and sum_ + number * need.weights[kind] < need.amount
        for sum_, need in zip(reached, needs, strict=True)
    )


def _too_many(taken: Sequence[int], reached: Sequence[int], needs: Sequence[Need]) -> bool:
    """Whether a unit could be left out and every need still be reached."""
    return any(
        number and all(r - n.weights[kind] >= n.amount for r, n in zip(reached, needs, strict=True))
        for kind, number in enumerate(taken)
    )
