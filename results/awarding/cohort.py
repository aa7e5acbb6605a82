"""Choosing each candidate's strongest collection of units, for a whole cohort at once.

Of the collections that meet every rule and from which no unit could be left out, the one with the
most points is taken, after what is beyond the size; ties go to the lower unit numbers. Where none
is complete, the one is taken that needs least: fewest exams that may not be sat again, then fewest
GLH or credits still to do.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from results.awarding import surplus
from results.awarding.grades import Grades
from results.awarding.plan import Ints, Plan

Flags = npt.NDArray[np.bool_]
# What a collection is worth is one number: its points, less these; the highest is best.
A_PATHWAY_NOT_TAKEN = 1 << 60
A_USED_UP_EXAM = 1 << 50
A_SIZE_STILL_TO_DO = 1 << 32  # for each GLH or credit; below it lie the points
GATHERED_AT_ONCE = 1 << 19
FIRST, ACHIEVED, STILL_TO_DO, USED_UP, LEFT_OUT = range(5)  # how units of a kind stand in a row


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
    count = len(grades.route)
    if count <= rows:
        return _choose(plan, grades)
    parts = [
        _choose(plan, _part(grades, slice(start, start + rows))) for start in range(0, count, rows)
    ]
    return Choice(*(np.concatenate(columns) for columns in zip(*map(_columns, parts), strict=True)))


def _choose(plan: Plan, grades: Grades) -> Choice:
    value, bits = _over_patterns(plan, grades, _standing(grades))
    best = value == value.max(axis=1, keepdims=True)
    choice = _taken(value, bits, np.where(best, bits, -1).argmax(axis=1))
    if not plan.exceeding.loose.any():
        return choice
    unsettled = np.flatnonzero((best & plan.exceeding.loose).any(axis=1))
    most = value.max(axis=1)[unsettled]
    settled = _lowest_numbers(plan, _part(grades, unsettled), most)
    for column, better in zip(_columns(choice), _columns(settled), strict=True):
        column[unsettled] = better
    return choice


def _lowest_numbers(plan: Plan, grades: Grades, most: Ints) -> Choice:
    """Of the collections that are worth that much the one with the lowest numbers, unit by unit.

    Where what is beyond the size swallows a whole unit, or rounding hides a point, a weaker unit of
    a lower number may do as well. So each unit in turn is put in wherever the worth stays.
    """
    standing = _standing(grades)
    for column in np.argsort(plan.positions):
        held = grades.achieved[:, column]
        standing[held, column] = FIRST
        value, _ = _over_patterns(plan, grades, standing)
        stays = _with_room(plan, standing, value).max(axis=1) == most
        standing[held & ~stays, column] = LEFT_OUT
    value, bits = _over_patterns(plan, grades, standing)
    return _taken(value, bits, _with_room(plan, standing, value).argmax(axis=1))


def _with_room(plan: Plan, standing: Ints, value: Ints) -> Ints:
    """The values of patterns that have room for all that stand FIRST and need none LEFT_OUT."""
    taken = plan.ends - plan.starts
    first = np.add.reduceat(standing == FIRST, plan.starts, axis=1, dtype=np.int64)
    can_be = np.add.reduceat(standing != LEFT_OUT, plan.starts, axis=1, dtype=np.int64)
    against = (taken < first[:, None]) | (taken > can_be[:, None])
    return np.where(against.any(axis=2), -A_PATHWAY_NOT_TAKEN, value)


def _taken(value: Ints, bits: Ints, pattern: Ints) -> Choice:
    """The choice of these patterns; what each is worth is taken apart again."""
    row = np.arange(len(pattern))
    worth = value[row, pattern]
    points = worth & (A_SIZE_STILL_TO_DO - 1)
    used_up, to_do = np.divmod(points - worth, A_USED_UP_EXAM)
    return Choice(pattern, bits[row, pattern], points, to_do // A_SIZE_STILL_TO_DO, used_up)


def _standing(grades: Grades) -> Ints:
    return np.where(grades.achieved, ACHIEVED, np.where(grades.used_up, USED_UP, STILL_TO_DO))


def _over_patterns(plan: Plan, grades: Grades, standing: Ints) -> tuple[Ints, Ints]:
    """What the units that each pattern takes are worth together, and their bits."""
    order = _strongest_first(plan, grades, standing)
    to_do = np.where(standing == STILL_TO_DO, plan.sizes * A_SIZE_STILL_TO_DO, 0)
    worth = grades.points - to_do - grades.used_up * A_USED_UP_EXAM
    given = np.stack([worth, np.where(grades.achieved, plan.bits, 0)])
    running = _running(given, order)
    before = running[:, :, plan.starts].sum(axis=2, keepdims=True)
    value, bits = running[:, :, plan.ends].sum(axis=3) - before
    if plan.exceeding.patterns.size:
        value[:, plan.exceeding.patterns] -= _lost(plan, grades, order)
    value[_on_another_pathway(plan, grades)] -= A_PATHWAY_NOT_TAKEN
    return value, bits


def _strongest_first(plan: Plan, grades: Grades, standing: Ints) -> Ints:
    """The columns kind by kind: as the units stand, those with most points first, then by number.

    They are places in a flat array.
    """
    rank = ((plan.kind_of << 3) + standing << 40) - (grades.points << 6) + plan.positions
    order = np.argsort(rank, axis=1)
    return np.asarray(order + np.arange(len(order))[:, None] * order.shape[1])


def _running(given: Ints, order: Ints) -> Ints:
    """The sums over the first units in that order, of each kind of figure given."""
    running = np.zeros((len(given), order.shape[0], order.shape[1] + 1), dtype=np.int64)
    np.cumsum(given.reshape(len(given), -1)[:, order], axis=2, out=running[:, :, 1:])
    return running


def _lost(plan: Plan, grades: Grades, order: Ints) -> Ints:
    """The points that the patterns which exceed the size lose, for each candidate."""
    over = plan.exceeding
    sizes = np.where(grades.achieved, plan.sizes, 0)
    at_rate = [
        np.where(grades.points * rate.denominator == sizes * rate.numerator, sizes, 0)
        for rate in over.rates
    ]
    running = _running(np.stack([sizes, *at_rate]), order)
    before = running[:, :, plan.starts][:, :, None]
    counted = running[:, :, plan.ends[over.patterns]] - before
    beyond = counted[0].sum(axis=2) - (plan.specification.total or 0)
    optional = (counted[1:] * over.optional).sum(axis=3)
    return surplus.lost(over.rates, np.maximum(beyond, 0), list(optional))


def _on_another_pathway(plan: Plan, grades: Grades) -> Flags:
    route = grades.route[:, None]
    return np.asarray((route >= 0) & (route != plan.route_of[None, :]))


def _part(grades: Grades, rows: slice | Ints) -> Grades:
    return Grades(
        grades.achieved[rows], grades.used_up[rows], grades.points[rows], grades.route[rows]
    )


def _columns(choice: Choice) -> Sequence[Ints]:
    return choice.pattern, choice.counted, choice.points, choice.to_do, choice.used_up
