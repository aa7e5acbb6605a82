"""An award worked out by OR-tools CP-SAT, for qualifications too large to try every collection.

Written from the words of `how_to_read`, as `by_definition` is, whose reading of units and groups it
shares; no module of the engine is used. It says what an award comes to, not which of several
collections of equal worth counts. Nothing imports it where OR-tools is not installed.
"""

from fractions import Fraction

from ortools.sat.python import cp_model

from tests.results.awarding import by_definition

SECONDS = 60  # until it gives up on one candidate


class Unsettled(Exception):
    """The solver did not come to an end in time."""


def outcome(printed, candidate):
    """The kind, grade and points of the candidate, by a specification as it is printed."""
    units = by_definition.units_of(printed, candidate)
    best = max(
        _best(printed, groups, units)
        for names, groups in by_definition.ways(printed)
        if not candidate.pathway or candidate.pathway in names
    )
    used_up, to_do, points = -best[0], -best[1], best[2]
    if to_do:
        return "not_yet", None, points
    grade = None if used_up else by_definition.grade_of(printed, points)
    return ("award" if grade else "unclassified"), grade or printed["fail"], points


def _best(printed, groups, units):
    """Of the complete collections of a pathway the best: used-up exams, size to do, points.

    The first two are negative, so that the largest is the best.
    """
    can = [unit for unit in units if any(by_definition.stands_in(unit, group) for group in groups)]
    model = cp_model.CpModel()
    takes = {unit.place: model.new_bool_var(f"takes {unit.place}") for unit in can}
    _need_all(model, takes, can, _needs(printed, groups, can))
    lost = _lost(model, takes, printed, groups, can)
    used_up = sum(takes[unit.place] for unit in can if unit.used_up)
    to_do = sum(
        takes[unit.place] * unit.size for unit in can if not (unit.achieved or unit.used_up)
    )
    points = sum(takes[unit.place] * unit.points for unit in can if unit.achieved) - lost
    most = sum(unit.points for unit in can) + 1
    largest = sum(unit.size for unit in can) + 1
    model.maximize(points - most * (to_do + largest * used_up))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_time_in_seconds = SECONDS
    if solver.solve(model) != cp_model.OPTIMAL:
        raise Unsettled(printed["code"])
    return tuple(solver.value(one) for one in (-used_up, -to_do, points))


def _needs(printed, groups, can):
    """What must be reached: (amount, {place: what the unit gives})."""
    for group in groups:
        inside = [unit for unit in can if by_definition.stands_in(unit, group)]
        yield group["counts"], {unit.place: 1 for unit in inside}
        yield group["size"], {unit.place: unit.size for unit in inside}
    yield printed["total"], {unit.place: unit.size for unit in can}


def _need_all(model, takes, can, needs):
    """Every need is reached, and for each unit that is taken one would not be without it."""
    would_fail = {unit.place: [] for unit in can}
    for amount, gives in needs:
        if not amount:
            continue
        reached = sum(takes[place] * gift for place, gift in gives.items())
        model.add(reached >= amount)
        for place, gift in gives.items():
            fails = model.new_bool_var("")
            model.add(reached - gift < amount).only_enforce_if(fails)
            would_fail[place].append(fails)
    for place, reasons in would_fail.items():
        model.add_bool_or([takes[place].negated(), *reasons])


def _lost(model, takes, printed, groups, can):
    """The points that go with what is beyond the size: from the lowest rates, rounded up."""
    if printed["surplus"] != "earns nothing":
        return 0
    achieved = [unit for unit in can if unit.achieved]
    most = sum(unit.size for unit in achieved)
    left = model.new_int_var(0, most, "beyond")
    counted = sum(takes[unit.place] * unit.size for unit in achieved)
    model.add_max_equality(left, [0, counted - printed["total"]])
    mandatory = {
        number
        for group in groups
        if group["counts"] == len(group["units"])
        for number in group["units"]
    }
    optional = [unit for unit in achieved if unit.number not in mandatory]
    lost = 0
    for rate in sorted({Fraction(unit.points, unit.size) for unit in optional}):
        alike = [unit for unit in optional if Fraction(unit.points, unit.size) == rate]
        there = sum(takes[unit.place] * unit.size for unit in alike)
        gone, points = model.new_int_var(0, most, ""), model.new_int_var(0, most * 100, "")
        model.add_min_equality(gone, [left, there])
        model.add(points * rate.denominator >= gone * rate.numerator)
        model.add(points * rate.denominator < gone * rate.numerator + rate.denominator)
        after = model.new_int_var(0, most, "")
        model.add(after == left - gone)
        left, lost = after, lost + points
    return lost
