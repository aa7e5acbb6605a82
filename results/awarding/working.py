"""The working of an award as few bytes, read back by the rules it was issued by.

A byte for the route, eight for the units counted, as bits, and one for the grade of each unit of
the qualification, in number order (see `outcome.CODES`). All else follows from the rules.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from interchange.catalogue.specification import Specification
from results.awarding import grades, pathway, surplus
from results.awarding.deciding import Decided, decide
from results.awarding.outcome import BEST_FIRST, Achievements, Counted
from results.awarding.plan import plan
from results.awarding.points import of_unit

GRADES_FROM = 9  # bytes before the grades


def packed(decided: Decided, codes: grades.Codes) -> npt.NDArray[np.uint8]:
    """The working of each candidate: a row of bytes, from the decision and the sheet of codes."""
    route = decided.route.astype(np.uint8)[:, None]
    bits = decided.counted.astype(">i8").view(np.uint8).reshape(-1, 8)
    return np.hstack([route, bits, codes])


def packed_of(specification: Specification, candidate: Achievements) -> bytes | None:
    """The working of one candidate; None where units of another awarding body may count."""
    if grades.others(specification, candidate) or not specification.offered:
        return None
    laid_out = plan(specification)
    sheet = grades.sheet(laid_out, [candidate])
    return packed(decide(laid_out, grades.of_sheet(laid_out, *sheet)), sheet[0]).tobytes()


def counted(specification: Specification, working: bytes) -> tuple[Counted, ...]:
    """The units that counted, each with how much of it and its points: what was packed."""
    units = specification.units
    route = pathway.routes(specification)[working[0]]
    bits = int.from_bytes(working[1:GRADES_FROM], "big")
    taken = [
        _unit(specification, place, BEST_FIRST[working[GRADES_FROM + place] - 1])
        for place in range(len(units))
        if bits >> (len(units) - 1 - place) & 1
    ]
    return surplus.without_surplus(specification, route.mandatory, taken)


def units_held(specification: Specification, working: bytes) -> Sequence[tuple[str, str]]:
    """Every unit that was held then, counted or not: number and grade."""
    codes = working[GRADES_FROM:]
    return [
        (unit.number, BEST_FIRST[code - 1])
        for unit, code in zip(specification.units, codes, strict=True)
        if code
    ]


def _unit(specification: Specification, place: int, grade: str) -> Counted:
    unit = specification.units[place]
    size = unit.size or 0
    return Counted(unit.number, grade, size, size, of_unit(specification, size, grade))
