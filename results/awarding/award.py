"""Award by the specification, for one candidate or for a cohort: the same rules, the same code."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from interchange.catalogue.specification import Specification
from results.awarding import deciding, grades, lacking, shortfalls, surplus
from results.awarding.outcome import (
    Achievements,
    Counted,
    Kind,
    NotCounted,
    NotCountedBecause,
    OtherUnit,
    Outcome,
    Shortfall,
)
from results.awarding.plan import Plan, plan


def award(
    specification: Specification,
    achieved: Mapping[str, str],
    *,
    pathway: str | None = None,
    no_attempts_left: frozenset[str] = frozenset(),
    other: Sequence[OtherUnit] = (),
) -> Outcome:
    """Award one candidate, given the best grade of each unit held.

    Without a pathway the best one is taken. Raises UnknownGrade, UnknownPathway, NotOffered or
    TooManyUnits.
    """
    candidate = Achievements(achieved, pathway, no_attempts_left, tuple(other))
    return award_all(specification, [candidate])[0]


def award_all(specification: Specification, candidates: Sequence[Achievements]) -> list[Outcome]:
    """Award every candidate of a cohort, in the order given; raises as `award` does."""
    outcomes: dict[int, Outcome] = {}
    for laid_out, rows, decided in _decided(specification, candidates):
        for place, row in enumerate(rows):
            outcomes[row] = _outcome(laid_out, candidates[row], decided, place)
    return [outcomes[row] for row in range(len(candidates))]


def awarded_grades(specification: Specification, candidates: Sequence[Achievements]) -> list[str]:
    """The grade alone that `award_all` awards to each candidate; empty where it awards none."""
    found = [""] * len(candidates)
    for _, rows, decided in _decided(specification, candidates):
        for row, kind, boundary in zip(rows, decided.kind, decided.boundary, strict=True):
            if kind == deciding.AWARD:
                found[row] = specification.boundaries[boundary].grade
    return found


def _decided(
    specification: Specification, candidates: Sequence[Achievements]
) -> Iterator[tuple[Plan, list[int], deciding.Decided]]:
    """Which candidates, by their places, are laid out alike, the plan, and what each comes to."""
    alike: dict[tuple[int, ...], list[int]] = defaultdict(list)
    for row, candidate in enumerate(candidates):
        others = grades.others(specification, candidate)
        alike[tuple(unit.size for unit in others)].append(row)
    for sizes, rows in alike.items():
        laid_out = plan(specification, sizes)
        these = [candidates[row] for row in rows]
        yield laid_out, rows, deciding.decide(laid_out, grades.lay_out(laid_out, these))


def _outcome(
    laid_out: Plan, candidate: Achievements, decided: deciding.Decided, row: int
) -> Outcome:
    specification = laid_out.specification
    route = laid_out.routes[int(decided.route[row])]
    taken = _counted(laid_out, candidate, int(decided.counted[row]))
    counted = surplus.without_surplus(specification, route.mandatory, taken)
    kind, total = deciding.KINDS[decided.kind[row]], int(decided.points[row])
    holding = shortfalls.Holding(specification, route, candidate, counted)
    short: tuple[Shortfall, ...] = ()
    if kind is Kind.NOT_YET or decided.used_up[row]:
        short = shortfalls.of_combination(holding)
    elif kind is Kind.UNCLASSIFIED:
        could_raise = _that_could_raise(laid_out, candidate)
        short = shortfalls.of_points(specification, total, could_raise)
    return Outcome(
        kind=kind,
        grade=deciding.grade(specification, kind, int(decided.boundary[row])),
        points=total,
        counted=counted,
        shortfalls=short,
        not_counted=_not_counted(holding, short),
        pathway=candidate.pathway or route.only_pathway,
    )


def _that_could_raise(laid_out: Plan, candidate: Achievements) -> tuple[str, ...]:
    """The units of which the best grade would give a complete combination more points."""
    units = laid_out.specification.units
    improvable = [
        candidate.grades.get(unit.number) != unit.grades[0]
        and not (unit.examined and unit.number in candidate.no_attempts_left)
        for unit in units
    ]
    alone = grades.lay_out(laid_out, [candidate])
    [raising] = lacking.could_raise(laid_out, alone, np.array([improvable]))
    return tuple(units[place].number for place in np.flatnonzero(raising))


def _counted(laid_out: Plan, candidate: Achievements, bits: int) -> list[Counted]:
    """The units told by the bits: own units in number order, then those of other bodies.

    Each counts in full.
    """
    specification = laid_out.specification
    others = grades.others(specification, candidate)
    own = specification.units
    last = len(own) + len(others) - 1
    counted = [
        Counted(unit.number, grade, size, size, laid_out.cells[unit.number, grade].points)
        for position, unit in enumerate(own)
        if bits >> (last - position) & 1
        for grade, size in [(candidate.grades[unit.number], unit.size or 0)]
    ]
    counted += [
        Counted(
            unit.title, unit.grade, unit.size, unit.size, grades.worth(specification, unit), True
        )
        for position, unit in enumerate(others, len(own))
        if bits >> (last - position) & 1
    ]
    return counted


def _not_counted(holding: shortfalls.Holding, short: Sequence[Shortfall]) -> tuple[NotCounted, ...]:
    """The units that are held and do not count, each with the reason why."""
    candidate = holding.candidate
    found = [
        NotCounted(number, grade, _why_not(holding, short, number))
        for number, grade in candidate.grades.items()
        if number not in holding.numbers
    ]
    used = [(one.unit, one.size, one.grade) for one in holding.counted if one.other_awarding_body]
    for unit in candidate.other:
        if (unit.title, unit.size, unit.grade) in used:
            used.remove((unit.title, unit.size, unit.grade))
        else:
            found.append(NotCounted(unit.title, unit.grade, _why_not_other(holding, short, unit)))
    return tuple(found)


def _why_not(
    holding: shortfalls.Holding, short: Sequence[Shortfall], number: str
) -> NotCountedBecause:
    specification = holding.specification
    if holding.route.takes(number):
        achieved = holding.achieved(number)
        return _spare(holding, short, number) if achieved else NotCountedBecause.BELOW_MINIMUM
    if number in {unit.number for unit in specification.units}:
        return NotCountedBecause.OTHER_PATHWAY
    closed = number in {unit.number for unit in specification.closed}
    return NotCountedBecause.CLOSED if closed else NotCountedBecause.UNKNOWN


def _why_not_other(
    holding: shortfalls.Holding, short: Sequence[Shortfall], unit: OtherUnit
) -> NotCountedBecause:
    if not holding.specification.other_awarding_bodies:
        return NotCountedBecause.OTHER_AWARDING_BODY
    if not grades.worth(holding.specification, unit):
        return NotCountedBecause.BELOW_MINIMUM
    return _spare(holding, short, "")


def _spare(
    holding: shortfalls.Holding, short: Sequence[Shortfall], number: str
) -> NotCountedBecause:
    more = bool(short) and shortfalls.takes_more(holding, short, number)
    return NotCountedBecause.LEFT_OVER if more else NotCountedBecause.SURPLUS
