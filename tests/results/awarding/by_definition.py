"""An award worked out from the words of the rules alone: try every collection of units.

As slow as it is plain, for small qualifications; the engine must come to the same.
"""

from itertools import compress, product

from results.awarding import points
from results.awarding.pathway import routes


def outcomes(specification, candidates):
    """The outcome of each candidate: kind, grade, points, and which units count."""
    known = {}
    for candidate in candidates:
        others = tuple(ordered_others(specification, candidate))
        if others not in known:
            known[others] = [
                (route, list(complete(specification, route, others)))
                for route in routes(specification)
            ]
        yield outcome(specification, candidate, known[others])


def outcome(specification, candidate, ways):
    """The outcome over every complete collection of every route open to the candidate."""
    used_up, to_do, minus_points, minus_counted = min(
        collection(specification, candidate, chosen)
        for route, collections in ways
        if candidate.pathway in (None, *route.pathways)
        for chosen in collections
    )
    total, counted = -minus_points, [-one for one in minus_counted]
    if to_do:
        return "not_yet", None, total, counted
    grade = None if used_up else points.grade(specification, total)
    kind = "award" if grade else "unclassified"
    return kind, grade or specification.fail, total, counted


def complete(specification, route, others=()):
    """Every collection that meets all rules and from which no unit could be left out."""
    units = [unit for unit in specification.units if route.takes(unit.number)]
    if any(group.others for group in route.groups):
        units += others
    met = {
        chosen: meets(specification, route, list(compress(units, chosen)))
        for chosen in product((False, True), repeat=len(units))
    }
    for chosen, enough in met.items():
        if enough and not any(met[one_less] for one_less in without_one(chosen)):
            yield list(compress(units, chosen))


def without_one(chosen):
    """The collection with each of its units left out in turn."""
    for place, taken in enumerate(chosen):
        if taken:
            yield (*chosen[:place], False, *chosen[place + 1 :])


def meets(specification, route, chosen):
    """Whether the collection meets every group and the total."""
    for group in route.groups:
        inside = [unit for unit in chosen if stands_in(unit, group)]
        if len(inside) < group.counts or sum(unit.size for unit in inside) < group.size:
            return False
    return sum(unit.size for unit in chosen) >= specification.total


def stands_in(unit, group):
    """Whether the unit counts in the group."""
    return unit.number in group.units if hasattr(unit, "number") else group.others


def collection(specification, candidate, chosen):
    """How good a collection is for the candidate: the smaller, the better.

    Used-up exams, then what is still to do, then points (more is better), then the units that
    count, in order: a collection with a lower unit number comes first.
    """
    places = [*specification.units, *ordered_others(specification, candidate)]
    used_up = to_do = total = 0
    counted = [0] * len(places)
    for unit in chosen:
        grade = candidate.grades.get(unit.number) if hasattr(unit, "number") else unit.grade
        if grade in getattr(unit, "achieving", (grade,)) and grade:
            total += points.of_unit(specification, unit.size, grade)
            counted[places.index(unit)] = -1
        elif unit.examined and unit.number in candidate.no_attempts_left:
            used_up += 1
        else:
            to_do += unit.size
    return used_up, to_do, -total, counted


def ordered_others(specification, candidate):
    """The other bodies' units that are achieved, by size and then by points."""
    if not specification.other_awarding_bodies:
        return []

    def worth(unit):
        return points.of_unit(specification, unit.size, unit.grade)

    achieved = [unit for unit in candidate.other if worth(unit)]
    return sorted(achieved, key=lambda unit: (unit.size, -worth(unit)))
