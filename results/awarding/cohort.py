"""Choosing each candidate's strongest collection of units, for a whole cohort at once.

Of the collections that meet every rule and from which no unit could be left out, the one with the
most points is taken; ties go to the lower unit numbers. Where none is complete, the one is taken
that needs least: fewest exams that may not be sat again, then fewest GLH or credits still to do.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from results.awarding.grades import Grades
from results.awarding.plan import Ints, Plan

A_PATHWAY_NOT_TAKEN = 1 << 60
A_USED_UP_EXAM = 1 << 50
A_SIZE_STILL_TO_DO = 1 << 32  # for each GLH or credit; below it lie the points
GATHERED_AT_ONCE = 1 << 19


@dataclass(frozen=True)
class Choice:
    """For each candidate: the pattern taken, the units counted (as bits) and what is missing."""

    pattern: Ints
    counted: Ints
    points: Ints
    to_do: Ints
    used_up: Ints


def choose(plan: Plan, grades: Grades) -> Choice:
    """Choose for every candidate of the cohort."""
    rows = max(1, GATHERED_AT_ONCE // plan.ends.size)
    parts = [
        _choose(plan, _part(grades, start, start + rows))
        for start in range(0, len(grades.route), rows)
    ]
    if len(parts) == 1:
        return parts[0]
    return Choice(*(np.concatenate(columns) for columns in zip(*map(_columns, parts), strict=True)))


def _choose(plan: Plan, grades: Grades) -> Choice:
    points, to_do, used_up, bits = _over_patterns(plan, _strongest_first(plan, grades))
    value = points - to_do * A_SIZE_STILL_TO_DO - used_up * A_USED_UP_EXAM
    value[_on_another_pathway(plan, grades)] -= A_PATHWAY_NOT_TAKEN
    best = value == value.max(axis=1, keepdims=True)
    pattern = np.where(best, bits, -1).argmax(axis=1)
    row = np.arange(len(pattern))
    taken = (sums[row, pattern] for sums in (bits, points, to_do, used_up))
    return Choice(pattern, *taken)


def _strongest_first(plan: Plan, grades: Grades) -> Ints:
    """What each unit would give: its points, its size if still to do, 1 if used up, and its bit.

    The units stand kind by kind: achieved ones first, those with most points before the others,
    then in number order; after them units that can still be achieved, then exams used up.
    """
    standing = np.where(grades.achieved, 0, np.where(grades.used_up, 2, 1))
    rank = ((plan.kind_of << 2) + standing << 40) - (grades.points << 6) + plan.positions
    order = np.argsort(rank, axis=1)
    in_order = order + np.arange(len(order))[:, None] * order.shape[1]
    given = np.stack(
        [
            grades.points,
            np.where(standing == 1, plan.sizes, 0),
            grades.used_up,
            np.where(grades.achieved, plan.bits, 0),
        ]
    )
    return given.reshape(4, -1)[:, in_order]


def _over_patterns(plan: Plan, given: Ints) -> Ints:
    """The sums over the units that each pattern takes, for each candidate and pattern."""
    running = np.zeros((*given.shape[:2], given.shape[2] + 1), dtype=np.int64)
    np.cumsum(given, axis=2, out=running[:, :, 1:])
    before = running[:, :, plan.starts].sum(axis=2, keepdims=True)
    return np.asarray(running[:, :, plan.ends].sum(axis=3) - before)


def _on_another_pathway(plan: Plan, grades: Grades) -> npt.NDArray[np.bool_]:
    route = grades.route[:, None]
    return np.asarray((route >= 0) & (route != plan.route_of[None, :]))


def _part(grades: Grades, start: int, end: int) -> Grades:
    if start == 0 and end >= len(grades.route):
        return grades
    return Grades(
        grades.achieved[start:end],
        grades.used_up[start:end],
        grades.points[start:end],
        grades.route[start:end],
    )


def _columns(choice: Choice) -> Sequence[Ints]:
    return choice.pattern, choice.counted, choice.points, choice.to_do, choice.used_up
