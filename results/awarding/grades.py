"""A cohort's results laid out in the columns of a plan."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from interchange.catalogue.specification import Specification
from results.awarding import pathway, points
from results.awarding.outcome import Achievements, OtherUnit
from results.awarding.plan import Ints, Plan


class UnknownGrade(ValueError):
    """A unit cannot have that grade."""


@dataclass(frozen=True)
class Grades:
    """A row a candidate, a column a unit of the plan.

    `points` are those of achieved units, `used_up` marks exams not achieved that may not be sat
    again, and `route` is the position of the candidate's pathway, or -1 for the best one.
    """

    achieved: npt.NDArray[np.bool_]
    used_up: npt.NDArray[np.bool_]
    points: Ints
    route: Ints


def others(specification: Specification, candidate: Achievements) -> list[OtherUnit]:
    """The units of another awarding body that may count: by size, the strongest first."""
    if not candidate.other or not specification.other_awarding_bodies:
        return []
    achieved = [unit for unit in candidate.other if worth(specification, unit)]
    return sorted(achieved, key=lambda unit: (unit.size, -worth(specification, unit)))


def worth(specification: Specification, unit: OtherUnit) -> int:
    """The points of a unit of another awarding body; none below a pass."""
    return points.of_unit(specification, unit.size, unit.grade)


def lay_out(plan: Plan, candidates: Sequence[Achievements]) -> Grades:
    """Write the results of candidates, whose other bodies' units are those of the plan."""
    rows, columns = len(candidates), len(plan.places)
    grades = Grades(
        achieved=np.zeros((rows, columns), dtype=bool),
        used_up=np.zeros((rows, columns), dtype=bool),
        points=np.zeros((rows, columns), dtype=np.int64),
        route=np.empty(rows, dtype=np.int64),
    )
    for row, candidate in enumerate(candidates):
        grades.route[row] = pathway.position(
            plan.routes, plan.specification.code, candidate.pathway
        )
        _write_units(plan, grades, row, candidate)
        _write_others(plan, grades, row, candidate)
    return grades


def _write_units(plan: Plan, grades: Grades, row: int, candidate: Achievements) -> None:
    for number, grade in candidate.grades.items():
        column = plan.columns.get(number)
        if column is None:
            continue
        cell = plan.cells.get((number, grade))
        if cell is None:
            raise UnknownGrade(_no_such_grade(plan.specification, number, grade))
        grades.achieved[row, column] = cell.achieved
        grades.points[row, column] = cell.points
    for number in candidate.no_attempts_left:
        column = plan.columns.get(number)
        if column is not None and plan.specification.unit(number).examined:
            grades.used_up[row, column] = not grades.achieved[row, column]


def _write_others(plan: Plan, grades: Grades, row: int, candidate: Achievements) -> None:
    for column, unit in zip(plan.others, others(plan.specification, candidate), strict=True):
        grades.achieved[row, column] = True
        grades.points[row, column] = worth(plan.specification, unit)


def _no_such_grade(specification: Specification, number: str, grade: str) -> str:
    possible = ", ".join(specification.unit(number).grades)
    return f"unit {number} of {specification.code} cannot be {grade!r}: its grades are {possible}"
