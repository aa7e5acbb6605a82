"""Points of a unit, and the grade that a total of points gives."""

from functools import lru_cache

from interchange.catalogue.specification import Specification


def of_unit(specification: Specification, size: int, grade: str) -> int:
    """The points of a unit: by GLH and grade (2016 suite), or by credits and grade (2012).

    A grade below the minimum earns none.
    """
    table = _table(specification)
    if specification.points_per == "credit":
        return size * table.get((1, grade), 0)
    return table.get((size, grade), 0)


def grade(specification: Specification, points: int) -> str | None:
    """The qualification grade for the points: the first boundary reached, highest first."""
    for boundary in specification.boundaries:
        if points >= boundary.points:
            return boundary.grade
    return None


def lowest(specification: Specification) -> int:
    """The fewest points that give an award."""
    return specification.boundaries[-1].points


@lru_cache(maxsize=256)
def _table(specification: Specification) -> dict[tuple[int, str], int]:
    return {(row.size, row.grade): row.points for row in specification.points}
