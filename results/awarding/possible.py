"""Which grade is still possible, if whatever is not achieved yet came with its best grade?

What is achieved stays as it is; every other unit comes with its best grade, but exams of which no
attempt is left.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from interchange.catalogue.specification import Specification
from results.awarding import deciding
from results.awarding.award import awarded_grades
from results.awarding.grades import Codes, Grades, of_sheet
from results.awarding.outcome import Achievements
from results.awarding.plan import Plan


def possible_grades(specification: Specification, candidates: Sequence[Achievements]) -> list[str]:
    """The best grade each candidate may still reach, in their order; empty where there is none."""
    if not specification.offered:
        return [""] * len(candidates)
    return awarded_grades(specification, [_at_best(specification, one) for one in candidates])


def possible_of_sheet(plan: Plan, codes: Codes, laid_out: Grades) -> list[str]:
    """As `possible_grades`, of a sheet of codes that was laid out."""
    achieved, used_up = laid_out.achieved[:, plan.own], laid_out.used_up[:, plan.own]
    best = np.where(achieved | used_up, codes, plan.best)
    decided = deciding.decide(plan, of_sheet(plan, best, used_up, laid_out.route))
    names = [*(one.grade for one in plan.specification.boundaries), ""]  # -1 for none
    return [names[boundary] for boundary in decided.boundary.tolist()]


def _at_best(specification: Specification, candidate: Achievements) -> Achievements:
    best = {
        unit.number: unit.grades[0]
        for unit in specification.units
        if candidate.grades.get(unit.number) not in unit.achieving
        and not (unit.examined and unit.number in candidate.no_attempts_left)
    }
    return replace(candidate, grades={**candidate.grades, **best})
