"""What very many candidates are short of, as arrays: of those who are still to complete.

It says what `shortfalls.of_combination` says of each, and leaves out whom it cannot say it of:
where a unit stands in two groups, or nothing is left that could fill a group.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from results.awarding import deciding
from results.awarding.deciding import Decided
from results.awarding.grades import Codes, Grades
from results.awarding.pathway import Route
from results.awarding.plan import Flags, Ints, Plan

MORE_THAN_ANY = 1 << 30  # of the size of a unit


@dataclass(frozen=True)
class StillToDo:
    """What candidates who take the same route are short of, a row each.

    `rows` are their places in the sheet. A column is a unit, in the order in which shortfalls name
    them; `units` are its places in number order. `could_be` marks those that could fill a
    shortfall, `used_up` exams that may not be sat again, `below` units held below the grade they
    need, `elsewhere` those held that the route does not take: where they are why one is not met.
    `needed` is `could_be` of every unit once, in number order. `exams_needed` says of each whether
    exams are short in the place of which no other unit could come.
    """

    rows: Ints
    units: Ints
    could_be: Flags
    used_up: Flags
    below: Flags
    elsewhere: Flags
    needed: Flags
    exams_needed: Flags


@dataclass(frozen=True)
class _Block:
    """A rule of combination, and the places of its units in number order."""

    units: Ints
    counts: int
    size: int
    mandatory: bool


def still_to_do(plan: Plan, laid_out: Grades, codes: Codes, decided: Decided) -> list[StillToDo]:
    """What those of a sheet of codes are short of who are still to complete, route by route."""
    is_to_do = decided.kind == deciding.NOT_YET
    found = []
    for place, route in enumerate(plan.routes):
        rows = np.flatnonzero(is_to_do & (decided.route == place))
        blocks = _blocks(plan, route)
        if blocks and rows.size:
            found.append(_Short(plan, laid_out, codes, blocks, rows).all_of_them())
    return found


@lru_cache(maxsize=512)
def _blocks(plan: Plan, route: Route) -> tuple[_Block, ...]:
    """The rules of the route; none where units stand in several, or not in number order."""
    blocks = tuple(
        _Block(
            np.array([plan.numbers[number] for number in group.units], dtype=np.int64),
            group.counts,
            group.size,
            group.mandatory,
        )
        for group in route.groups
    )
    every = [number for group in route.groups for number in group.units]
    in_order = all((np.diff(block.units) > 0).all() for block in blocks)
    return blocks if in_order and len(set(every)) == len(every) else ()


class _Short:
    """Works it out, group by group."""

    def __init__(
        self, plan: Plan, laid_out: Grades, codes: Codes, blocks: Sequence[_Block], rows: Ints
    ):
        every = np.ix_(rows, plan.own)
        self.plan, self.blocks, self.rows = plan, blocks, rows
        self.achieved, self.spent = laid_out.achieved[every], laid_out.used_up[every]
        self.held = codes[rows] > 0
        self.open = ~self.achieved & ~self.spent
        self.sizes = np.array([unit.size or 0 for unit in plan.specification.units])
        self.could_be, self.used_up, self.below = (np.zeros_like(self.held) for _ in range(3))
        nobody = np.zeros((3, len(rows)), dtype=bool)
        self.does_not_count, self.hopeless, self.exams_needed = nobody
        self.explained = np.zeros(len(rows), dtype=np.int64)
        self.taken = np.zeros(self.held.shape[1], dtype=bool)
        for block in blocks:
            self.taken[block.units] = True
        self.elsewhere = self.held & ~self.taken

    def all_of_them(self) -> StillToDo:
        """What they are short of, but of whom it cannot be said."""
        for block in self.blocks:
            if block.mandatory:
                self._mandatory(block.units)
            else:
                self._group(block)
        total = self._total()
        nobody = np.zeros_like(self.could_be)
        taken = np.concatenate([block.units for block in self.blocks])
        every = np.arange(len(self.taken))
        known = ~self.hopeless & (self.could_be | total).any(axis=1)

        def of(*parts: Flags) -> Flags:
            columns = zip(parts, (taken, every, every), strict=True)
            return np.hstack([part[:, units] for part, units in columns])[known]

        return StillToDo(
            rows=self.rows[known],
            units=np.concatenate([taken, every, every]),
            could_be=of(self.could_be, total, nobody),
            used_up=of(self.used_up, nobody, nobody),
            below=of(self.below, nobody, nobody),
            elsewhere=of(nobody, nobody, self.elsewhere & self.does_not_count[:, None]),
            needed=(self.could_be | total)[known],
            exams_needed=self.exams_needed[known],
        )

    def _mandatory(self, own: Ints) -> None:
        """Of each unit by itself."""
        self.could_be[:, own] = self.open[:, own]
        self.exams_needed |= (self.open[:, own] & self.plan.examined[own]).any(axis=1)
        self.used_up[:, own] = self.spent[:, own]
        self.below[:, own] = self.open[:, own] & self.held[:, own]
        self.explained += ~self.achieved[:, own] @ self.sizes[own]

    def _group(self, block: _Block) -> None:
        """Of a group of which some units count: how many are missing, and how much."""
        own, sizes = block.units, self.sizes[block.units]
        can, achieved = self.open[:, own], self.achieved[:, own]
        units = block.counts - achieved.sum(axis=1)
        size = block.size - achieved @ sizes
        for needed, most in ((units, can.sum(axis=1)), (size, can @ sizes)):
            self._reason(own, needed > 0, most < needed)
        is_short = (units > 0) | (size > 0)
        self.could_be[:, own] = can & is_short[:, None]
        self.hopeless |= is_short & ~can.any(axis=1)
        self.exams_needed |= is_short & self._are_exams(can, own)
        smallest = np.sort(np.where(can, sizes, MORE_THAN_ANY), axis=1)
        filled = np.zeros((len(can), len(own) + 1), dtype=np.int64)
        np.cumsum(np.where(smallest < MORE_THAN_ANY, smallest, 0), axis=1, out=filled[:, 1:])
        by_units = filled[np.arange(len(can)), np.clip(units, 0, len(own))]
        self.explained += np.maximum(by_units, np.maximum(size, 0))

    def _reason(self, own: Ints, is_short: Flags, is_too_little: Flags) -> None:
        """Why the group is short, where it is: the reason that helps most."""
        spent, below = self.spent[:, own], self.open[:, own] & self.held[:, own]
        by_spent = is_short & is_too_little & spent.any(axis=1)
        by_below = is_short & ~by_spent & below.any(axis=1)
        self.used_up[:, own] |= spent & by_spent[:, None]
        self.below[:, own] |= below & by_below[:, None]
        self.does_not_count |= is_short & ~by_spent & ~by_below & self.elsewhere.any(axis=1)

    def _total(self) -> Flags:
        """What could fill the size, where more of it is missing than the groups explain."""
        achieved = (self.achieved & self.taken) @ self.sizes
        needed = (self.plan.specification.total or 0) - achieved - self.explained
        left = self.open & self.taken
        self.exams_needed |= (needed > 0) & self._are_exams(left, np.arange(left.shape[1]))
        return np.asarray(left & ~self.could_be & (needed > 0)[:, None])

    def _are_exams(self, can: Flags, own: Ints) -> Flags:
        """Of whom those of the units that can still be achieved are exams, all of them."""
        return np.asarray(can.any(axis=1) & ~(can & ~self.plan.examined[own]).any(axis=1))
