"""Which grade is still possible, if every unit came with its best grade?

But for exams of which no attempt is left: these stay as they are, passed or not.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from interchange.catalogue.specification import Specification
from results.awarding import deciding
from results.awarding.award import awarded_grades
from results.awarding.grades import Codes, of_sheet
from results.awarding.outcome import Achievements
from results.awarding.plan import Flags, Ints, Plan


def possible_grades(specification: Specification, candidates: Sequence[Achievements]) -> list[str]:
    """The best grade each candidate may still reach, in their order; empty where there is none."""
    if not specification.offered:
        return [""] * len(candidates)
    return awarded_grades(specification, [_at_best(specification, one) for one in candidates])


def possible_of_sheet(plan: Plan, codes: Codes, spent: Flags, route: Ints) -> list[str]:
    """As `possible_grades`, of a sheet of codes; `spent` marks exams that may not be sat again."""
    best = np.where(spent & plan.examined, codes, plan.best)
    decided = deciding.decide(plan, of_sheet(plan, best, spent, route))
    names = [*(one.grade for one in plan.specification.boundaries), ""]  # -1 for none
    return [names[boundary] for boundary in decided.boundary.tolist()]


def _at_best(specification: Specification, candidate: Achievements) -> Achievements:
    best = {
        unit.number: unit.grades[0]
        for unit in specification.units
        if not (unit.examined and unit.number in candidate.no_attempts_left)
    }
    return replace(candidate, grades={**candidate.grades, **best})
