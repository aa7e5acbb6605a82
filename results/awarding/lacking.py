"""What very many candidates are short of: asked once of those who stand alike."""

from collections import defaultdict
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from results.awarding import cohort, deciding, shortfalls
from results.awarding.deciding import Decided
from results.awarding.grades import Codes, Grades
from results.awarding.outcome import BEST_FIRST, Achievements, Shortfall
from results.awarding.plan import Flags, Ints, Plan


def lacking(
    plan: Plan, laid_out: Grades, codes: Codes, spent: Flags, decided: Decided, asked: Flags | bool
) -> tuple[list[tuple[Shortfall, ...]], Ints]:
    """Each different answer to what is lacking, and whose it is: a place in them a candidate.

    Takes what was decided of a sheet of codes. As `award_all` says it of candidates who hold units
    of the qualification alone. The first answer is that nothing is lacking, which those get, too,
    of whom it is not `asked`.
    """
    found: list[tuple[Shortfall, ...]] = [()]
    whose = np.zeros(len(codes), dtype=np.int64)
    is_short = (decided.kind == deciding.NOT_YET) | (decided.used_up > 0)
    short = np.flatnonzero(is_short & asked)
    for rows in _alike(_standing(plan, laid_out, codes, decided, short)):
        whose[short[rows]] = len(found)
        found.append(
            shortfalls.of_combination(_holding(plan, laid_out, codes, decided, short[rows[0]]))
        )
    low = np.flatnonzero(~is_short & (decided.kind == deciding.UNCLASSIFIED) & asked)
    improvable = (codes[low] != plan.best) & ~(spent[low] & plan.examined)
    raising = could_raise(plan, _part(laid_out, low), improvable)
    for rows in _alike(np.hstack([decided.points[low, None], raising])):
        units = plan.specification.units
        could_be = tuple(units[place].number for place in np.flatnonzero(raising[rows[0]]))
        whose[low[rows]] = len(found)
        points = int(decided.points[low[rows[0]]])
        found.append(shortfalls.of_points(plan.specification, points, could_be))
    return found, whose


def could_raise(plan: Plan, laid_out: Grades, improvable: Flags) -> Flags:
    """Of which of the improvable units the best grade would give each candidate more points.

    A row a candidate, a column a unit of the qualification in number order. The unit may count
    already, or take the place of a weaker one that counts.
    """
    rows, units = np.nonzero(improvable)
    improved = _part(laid_out, rows)
    each, columns = np.arange(len(rows)), plan.own[units]
    improved.achieved[each, columns] = True
    improved.used_up[each, columns] = False
    improved.points[each, columns] = plan.earns[units, plan.best[units]]
    found = np.zeros(improvable.shape, dtype=bool)
    if rows.size:
        before = cohort.choose(plan, laid_out).points[rows]
        found[rows, units] = cohort.choose(plan, improved).points > before
    return found


def _standing(plan: Plan, laid_out: Grades, codes: Codes, decided: Decided, rows: Ints) -> Ints:
    """All that the shortfalls of each of the rows depend on."""
    achieved, used_up = (
        flags[np.ix_(rows, plan.own)] for flags in (laid_out.achieved, laid_out.used_up)
    )
    units = 4 * achieved + 2 * used_up + (codes[rows] > 0)
    return np.column_stack([units, decided.route[rows]])


def _alike(keys: npt.NDArray[np.int64]) -> Iterator[Ints]:
    """The places of those whose keys are the same, group by group."""
    places = defaultdict(list)
    for place, key in enumerate(np.ascontiguousarray(keys, dtype=np.int64)):
        places[key.tobytes()].append(place)
    for each in places.values():
        yield np.array(each, dtype=np.int64)


def _holding(
    plan: Plan, laid_out: Grades, codes: Codes, decided: Decided, row: int
) -> shortfalls.Holding:
    """What the candidate of a row holds, as far as a combination asks."""
    units = plan.specification.units
    grades = {
        unit.number: BEST_FIRST[code - 1]
        for unit, code in zip(units, codes[row].tolist(), strict=True)
        if code
    }
    route = plan.routes[int(decided.route[row])]
    used_up = np.flatnonzero(laid_out.used_up[row, plan.own])
    spent = frozenset(units[place].number for place in used_up)
    return shortfalls.Holding(plan.specification, route, Achievements(grades, None, spent), ())


def _part(laid_out: Grades, rows: Ints) -> Grades:
    return Grades(
        laid_out.achieved[rows], laid_out.used_up[rows], laid_out.points[rows], laid_out.route[rows]
    )
