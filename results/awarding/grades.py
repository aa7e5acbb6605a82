"""A cohort's results laid out in the columns of a plan.

A grade is a byte, its code: 0 for none, then the best first. A sheet of codes has a row a candidate
and a column for each unit of the qualification, in number order.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from interchange.catalogue.specification import Specification
from results.awarding import pathway, points
from results.awarding.outcome import BEST_FIRST, CODES, Achievements, OtherUnit
from results.awarding.plan import Flags, Ints, Plan

Codes = npt.NDArray[np.uint8]


class UnknownGrade(ValueError):
    """A unit cannot have that grade."""


@dataclass(frozen=True)
class Grades:
    """A row a candidate, a column a unit of the plan.

    `points` are those of achieved units, `used_up` marks exams not achieved that may not be sat
    again, and `route` is the position of the candidate's pathway, or -1 for the best one.
    """

    achieved: Flags
    used_up: Flags
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
    """Write the results of candidates, whose other bodies' units are those of the plan.

    Raises UnknownGrade or UnknownPathway.
    """
    laid_out = of_sheet(plan, *sheet(plan, candidates))
    for row, candidate in enumerate(candidates):
        _write_others(plan, laid_out, row, candidate)
    return laid_out


def sheet(plan: Plan, candidates: Sequence[Achievements]) -> tuple[Codes, Flags, Ints]:
    """The sheet of candidates: codes, exams that may not be sat again, and pathways by position.

    Raises UnknownGrade or UnknownPathway.
    """
    shape = len(candidates), len(plan.own)
    codes, spent = np.zeros(shape, dtype=np.uint8), np.zeros(shape, dtype=bool)
    route = np.empty(len(candidates), dtype=np.int64)
    for row, candidate in enumerate(candidates):
        route[row] = pathway.position(plan.routes, plan.specification.code, candidate.pathway)
        for number, grade in candidate.grades.items():
            if number in plan.numbers:
                codes[row, plan.numbers[number]] = _code(plan, number, grade)
        for number in candidate.no_attempts_left & plan.numbers.keys():
            spent[row, plan.numbers[number]] = True
    return codes, spent, route


def of_sheet(plan: Plan, codes: Codes, spent: Flags, route: Ints) -> Grades:
    """Lay out a sheet of codes; `spent` marks exams that may not be sat again.

    `route` is the position of each candidate's pathway, or -1. Raises UnknownGrade.
    """
    units = np.arange(len(plan.own))
    if not plan.possible[units, codes].all():
        row, place = np.argwhere(~plan.possible[units, codes])[0]
        number, grade = plan.specification.units[place].number, BEST_FIRST[codes[row, place] - 1]
        raise UnknownGrade(_no_such_grade(plan.specification, number, grade))
    shape = len(codes), len(plan.places)
    grades = Grades(
        np.zeros(shape, dtype=bool), np.zeros(shape, dtype=bool), np.zeros(shape, np.int64), route
    )
    achieved = plan.achieves[units, codes]
    grades.achieved[:, plan.own] = achieved
    grades.used_up[:, plan.own] = spent & plan.examined & ~achieved
    grades.points[:, plan.own] = plan.earns[units, codes]
    return grades


def _code(plan: Plan, number: str, grade: str) -> int:
    if (number, grade) not in plan.cells:
        raise UnknownGrade(_no_such_grade(plan.specification, number, grade))
    return CODES[grade]


def _write_others(plan: Plan, grades: Grades, row: int, candidate: Achievements) -> None:
    for column, unit in zip(plan.others, others(plan.specification, candidate), strict=True):
        grades.achieved[row, column] = True
        grades.points[row, column] = worth(plan.specification, unit)


def _no_such_grade(specification: Specification, number: str, grade: str) -> str:
    possible = ", ".join(specification.unit(number).grades)
    return f"unit {number} of {specification.code} cannot be {grade!r}: its grades are {possible}"
