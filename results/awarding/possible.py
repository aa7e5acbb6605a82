"""Which grade is still possible, if whatever is not achieved yet came with its best grade?"""

from collections.abc import Sequence
from dataclasses import replace

from interchange.catalogue.specification import Specification
from results.awarding.award import awarded_grades
from results.awarding.outcome import Achievements


def possible_grades(specification: Specification, candidates: Sequence[Achievements]) -> list[str]:
    """The best grade each candidate may still reach, in their order; empty where there is none.

    What is achieved stays as it is; every other unit comes with its best grade, but exams of which
    no attempt is left.
    """
    if not specification.offered:
        return [""] * len(candidates)
    return awarded_grades(specification, [_at_best(specification, one) for one in candidates])


def _at_best(specification: Specification, candidate: Achievements) -> Achievements:
    best = {
        unit.number: unit.grades[0]
        for unit in specification.units
        if candidate.grades.get(unit.number) not in unit.achieving
        and not (unit.examined and unit.number in candidate.no_attempts_left)
    }
    return replace(candidate, grades={**candidate.grades, **best})
