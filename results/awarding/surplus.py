"""GLH or credits beyond the size: whose they are, and what is lost with them.

They are taken from the counted units that are not mandatory, from those with the fewest points
per GLH or credit first, and of equal ones from the highest number first. What remains of a unit
earns its share of the unit's points, rounded down. Whole units are whole points, and at most one
unit is taken in part, so the order of units within one rate matters to the working alone.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import gcd

import numpy as np
import numpy.typing as npt

from interchange.catalogue.specification import Specification
from results.awarding.combination import UnitKind
from results.awarding.outcome import Counted

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Exceeding:
    """The patterns that take more than the size, and what is needed to say what they lose.

    `optional` says for each of them and each kind of unit whether its units are not mandatory.
    `rates` are all points a GLH or credit can earn, lowest first. In a pattern that is `loose` a
    weaker unit could give as many points as the strongest of its kind.
    """

    patterns: Ints
    optional: npt.NDArray[np.bool_]
    rates: tuple[Fraction, ...]
    loose: npt.NDArray[np.bool_]


def exceeding(
    specification: Specification,
    kinds: Sequence[UnitKind],
    taken: Ints,
    route_of: Ints,
    worth: Collection[tuple[int, int]],
) -> Exceeding:
    """Lay out the patterns that lose what is beyond the size: `taken` of each kind, on the route.

    `worth` holds every size and points that a unit can have.
    """
    total = specification.total or 0
    sizes = np.array([kind.size for kind in kinds], dtype=np.int64)
    optional = ~np.array([kind.mandatory for kind in kinds], dtype=bool).T[route_of]
    beyond = taken @ sizes - total
    if specification.surplus_earns:
        beyond[:] = 0
    smallest = np.where(optional & (taken > 0), sizes, np.iinfo(np.int64).max).min(axis=1)
    which = np.flatnonzero(beyond > 0)
    loose = (beyond > 0) & ((beyond >= smallest) | _shares_are_rounded(worth, total))
    rates = sorted({Fraction(points, size) for size, points in worth if size})
    return Exceeding(which, optional[which], tuple(rates), loose)


def _shares_are_rounded(worth: Collection[tuple[int, int]], total: int) -> bool:
    """Whether a share of a unit can be a broken number of points."""
    step = gcd(total, *(size for size, _ in worth))
    return any(step * points % size for size, points in worth if size)


def lost(rates: Sequence[Fraction], beyond: Ints, at_rate: Sequence[Ints]) -> Ints:
    """The points lost with so many GLH or credits beyond the size.

    `at_rate` says for each rate how many GLH or credits are counted at it that may be taken.
    """
    left, points = beyond.copy(), np.zeros_like(beyond)
    for rate, there in zip(rates, at_rate, strict=True):
        taken = np.minimum(left, there)
        points -= -taken * rate.numerator // rate.denominator
        left -= taken
    return points


def without_surplus(
    specification: Specification, mandatory: Collection[str], counted: Sequence[Counted]
) -> tuple[Counted, ...]:
    """The counted units, in number order, with the size of each that counts and what it earns."""
    beyond = sum(unit.size for unit in counted) - (specification.total or 0)
    if beyond <= 0 or specification.surplus_earns:
        return tuple(counted)
    remaining = list(counted)
    optional = [
        place
        for place, unit in enumerate(counted)
        if unit.other_awarding_body or unit.unit not in mandatory
    ]
    optional.sort(key=lambda place: (Fraction(counted[place].points, counted[place].size), -place))
    for place in optional:
        unit = counted[place]
        kept = unit.size - min(beyond, unit.size)
        beyond -= unit.size - kept
        remaining[place] = replace(unit, size_counted=kept, points=unit.points * kept // unit.size)
    return tuple(remaining)
