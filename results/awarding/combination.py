"""The rules of combination: every way to fill them from which no unit could be left out.

The rules cannot tell apart two units of the same size that stand in the same groups: they are of
one kind. So a way of filling the rules is a number of units of each kind, a *pattern*, and the
patterns depend on the specification alone. A candidate's best collection is then the pattern
whose places, filled with the strongest units of each kind, earn most points.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from interchange.catalogue.specification import Group, Specification
from interchange.catalogue.specification.checks import MOST_WAYS
from results.awarding.pathway import Route

Ints = npt.NDArray[np.int64]


class TooManyWays(ValueError):
    """The rules can be filled in more ways than can be tried."""


@dataclass(frozen=True)
class UnitSlot:
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
    places: tuple[UnitSlot, ...]


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
        UnitSlot(position, unit.number, unit.size or 0)
        for position, unit in enumerate(specification.units)
    ]
    places += [UnitSlot(len(places) + index, "", size) for index, size in enumerate(others)]
    alike: dict[tuple[int, tuple[frozenset[int], ...], tuple[bool, ...]], list[UnitSlot]] = {}
    for place in places:
        groups = tuple(_standing(place, route.groups) for route in routes)
        mandatory = tuple(place.number in route.mandatory for route in routes)
        alike.setdefault((place.size, groups, mandatory), []).append(place)
    return tuple(UnitKind(*kind, tuple(of)) for kind, of in alike.items())


def _standing(place: UnitSlot, groups: Sequence[Group]) -> frozenset[int]:
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


def patterns(kinds: Sequence[UnitKind], needs: Sequence[Need]) -> Ints:
    """Every number of units of each kind that reaches all needs and of which none is too many.

    A row a pattern, a column a kind. Raises TooManyWays.
    """
    limits = np.array([len(kind.places) for kind in kinds], dtype=np.int64)
    amounts = np.array([need.amount for need in needs], dtype=np.int64)
    weights = np.array([need.weights for need in needs], dtype=np.int64).reshape(len(needs), -1)
    # What gives most is taken first: what is left to the last is then little, and of those that
    # give little not many are too many.
    order = np.argsort(-weights.sum(axis=0), kind="stable")
    taken = _filled(limits[order], amounts, weights[:, order])[:, np.argsort(order)]
    return np.asarray(taken[np.lexsort(taken.T[::-1])])


def _filled(limits: Ints, amounts: Ints, weights: Ints) -> Ints:
    """The patterns of kinds in the order given, each kind with so many units at most."""
    at_most = np.cumsum((weights * limits)[:, ::-1], axis=1)[:, ::-1]  # from this kind on
    taken = np.zeros((1, 0), dtype=np.int64)
    missing = amounts[None, :]
    for kind, limit in enumerate(limits):
        weight = weights[:, kind]
        later = at_most[:, kind] - limit * weight
        fewest = _fewest(missing - later, weight, limit)
        count = np.maximum(np.minimum(_enough(missing, weight), limit) - fewest + 1, 0)
        if count.sum() > MOST_WAYS:
            raise TooManyWays(f"there are more than {MOST_WAYS:,} ways to take the units")
        before = np.repeat(np.arange(len(taken)), count)
        number = np.arange(len(before)) - (np.cumsum(count) - count - fewest)[before]
        taken = np.column_stack([taken[before], number])
        missing = missing[before] - number[:, None] * weight
    return taken[~_too_many(taken, missing, weights)]


def _enough(missing: Ints, weight: Ints) -> Ints:
    """How many units of that weight it takes for every need to which they give, in each row."""
    gives = weight > 0
    return np.asarray((-(-missing[:, gives] // weight[gives])).max(axis=1, initial=0))


def _fewest(missing: Ints, weight: Ints, limit: int) -> Ints:
    """How many it takes of what later units cannot give; more than there are where hopeless."""
    hopeless = (missing[:, weight == 0] > 0).any(axis=1)
    return np.where(hopeless, limit + 1, _enough(missing, weight))


def _too_many(taken: Ints, missing: Ints, weights: Ints) -> npt.NDArray[np.bool_]:
    """Whether a unit could be left out and every need still be reached."""
    found = np.zeros(len(taken), dtype=bool)
    for number, weight in zip(taken.T, weights.T, strict=True):
        found |= (number > 0) & (missing + weight <= 0).all(axis=1)
    return found
