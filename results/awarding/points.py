"""Points of a unit, and the grade that a total of points gives."""

from functools import lru_cache

import numpy as np
import numpy.typing as npt

from interchange.catalogue.specification import Specification

Ints = npt.NDArray[np.int64]


def of_unit(specification: Specification, size: int, grade: str) -> int:
    """The points of a unit: by GLH and grade (2016 suite), or by credits and grade (2012).

    A grade below the minimum earns none.
    """
    table = _table(specification)
    if specification.points_per == "credit":
        return size * table.get((1, grade), 0)
    return table.get((size, grade), 0)


def reached(specification: Specification, points: Ints) -> Ints:
    """For each total the place of the first boundary reached, highest first; -1 for none."""
    boundaries = np.array([one.points for one in specification.boundaries], dtype=np.int64)
    enough = points[:, None] >= boundaries
    return np.where(enough.any(axis=1), enough.argmax(axis=1), -1)


def grade(specification: Specification, points: int) -> str | None:
    """The qualification grade for the points, if they reach a boundary."""
    place = int(reached(specification, np.array([points]))[0])
    return None if place < 0 else specification.boundaries[place].grade


def lowest(specification: Specification) -> int:
    """The fewest points that give an award."""
    return specification.boundaries[-1].points


@lru_cache(maxsize=256)
def _table(specification: Specification) -> dict[tuple[int, str], int]:
    return {(row.size, row.grade): row.points for row in specification.points}
