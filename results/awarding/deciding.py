"""What a whole cohort comes to, as arrays: the one decision, for the many and for one.

`award_all` makes an Outcome of the same arrays for whoever looks at a candidate.
"""

from dataclasses import dataclass

import numpy as np

from interchange.catalogue.specification import Specification
from results.awarding import cohort, points
from results.awarding.grades import Grades
from results.awarding.outcome import Kind
from results.awarding.plan import Ints, Plan

KINDS = (Kind.NOT_YET, Kind.UNCLASSIFIED, Kind.AWARD)
IN_WORDS = tuple(kind.value for kind in KINDS)
NOT_YET, UNCLASSIFIED, AWARD = range(len(KINDS))


@dataclass(frozen=True)
class Decided:
    """What each candidate comes to.

    `kind` is a place in KINDS; `boundary` the place of the boundary that is reached, -1 for none;
    `route` the place of the route that is taken; `counted` the units that count, as bits.
    `used_up` says how many exams are missing that may not be sat again.
    """

    kind: Ints
    boundary: Ints
    points: Ints
    route: Ints
    counted: Ints
    used_up: Ints


def decide(plan: Plan, grades: Grades) -> Decided:
    """Decide every candidate of the cohort by the plan's specification."""
    choice = cohort.choose(plan, grades)
    reached = points.reached(plan.specification, choice.points)
    awarded = (choice.to_do == 0) & (choice.used_up == 0) & (reached >= 0)
    kind = np.where(awarded, AWARD, np.where(choice.to_do > 0, NOT_YET, UNCLASSIFIED))
    return Decided(
        kind=kind,
        boundary=np.where(awarded, reached, -1),
        points=choice.points,
        route=plan.route_of[choice.pattern],
        counted=choice.counted,
        used_up=choice.used_up,
    )


def ranks(specification: Specification, decided: Decided) -> Ints:
    """Where each stands among results, as results.rules.rank has it of one."""
    highest = UNCLASSIFIED + len(specification.boundaries)
    return np.where(decided.kind == AWARD, highest - decided.boundary, decided.kind)


def grade(specification: Specification, kind: Kind, boundary: int) -> str | None:
    """The grade in words: of the boundary, the one for a fail, or none yet."""
    if kind is Kind.AWARD:
        return specification.boundaries[boundary].grade
    return specification.fail if kind is Kind.UNCLASSIFIED else None


def grade_of_each(specification: Specification, decided: Decided) -> list[str]:
    """The grade of each in words, as `grade` has it of one; empty for none."""
    names = [grade(specification, Kind.AWARD, at) for at in range(len(specification.boundaries))]
    names += [grade(specification, kind, -1) for kind in KINDS[:AWARD]]
    place = np.where(decided.kind == AWARD, decided.boundary, len(names) - AWARD + decided.kind)
    return [names[one] or "" for one in place.tolist()]
