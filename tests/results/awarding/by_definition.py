"""An award worked out from what `manage.py specification` prints, and from nothing else.

Written from the words of its `how_to_read`: try every collection of units. As slow as it is plain,
for small qualifications; the engine must come to the same. No module of the engine is used.
"""

from collections import namedtuple
from itertools import compress, product

# A unit that may count: its place among all, its number (None: of another body), and so on.
One = namedtuple("One", "place number size grade achieved points used_up")
Answer = namedtuple("Answer", "kind grade points counted pathway")


def outcomes(printed, candidates):
    """The Answer of each candidate, by a specification as it is printed."""
    known = {}
    for candidate in candidates:
        units = units_of(printed, candidate)
        sizes = tuple(unit.size for unit in units)
        if sizes not in known:
            known[sizes] = [
                (names, groups, list(complete(printed, groups, units)))
                for names, groups in ways(printed)
            ]
        yield outcome(printed, candidate, units, known[sizes])


def outcome(printed, candidate, units, known):
    """The best collection over every pathway open to the candidate, and what it comes to."""
    best = None
    for names, groups, collections in known:
        if candidate.pathway and candidate.pathway not in names:
            continue
        for places in collections:
            chosen = [units[place] for place in places]
            earned = earnings(printed, groups, [unit for unit in chosen if unit.achieved])
            rank = (
                -sum(unit.used_up for unit in chosen),
                -sum(unit.size for unit in chosen if not (unit.achieved or unit.used_up)),
                sum(points for _, points in earned.values()),
                [unit in chosen and unit.achieved for unit in units],
            )
            if best is None or rank > best[0]:
                best = rank, names, earned
    (used_up, to_do, points, _), names, earned = best
    counted = [(place, *earned[place]) for place in sorted(earned)]
    pathway = candidate.pathway or (names[0] if len(names) == 1 else None)
    if to_do:
        return Answer("not_yet", None, points, counted, pathway)
    grade = None if used_up else grade_of(printed, points)
    kind = "award" if grade else "unclassified"
    return Answer(kind, grade or printed["fail"], points, counted, pathway)


def as_defined(printed, candidate, found):
    """What another found, who names units by number, as an Answer."""
    places, others = {}, {}
    for one in units_of(printed, candidate):
        if one.number is None:
            others.setdefault((one.size, one.grade), []).append(one.place)
        else:
            places[one.number] = one.place
    counted = [
        (
            others[one.size, one.grade].pop(0) if one.other_awarding_body else places[one.unit],
            one.size_counted,
            one.points,
        )
        for one in found.counted
    ]
    return Answer(found.kind, found.grade, found.points, counted, found.pathway)


def ways(printed):
    """The names of the pathways with the same groups, and all groups to be met, in order."""
    found = {}
    for pathway in printed["pathways"]:
        key = repr(pathway["groups"])
        names, _ = found.setdefault(key, ([], printed["groups"] + pathway["groups"]))
        names.append(pathway["name"])
    return list(found.values()) or [([], printed["groups"])]


def units_of(printed, candidate):
    """Every unit that could count, in the order of numbers, as the candidate holds it."""
    found = []
    for unit in printed["units"]:
        grade = candidate.grades.get(unit["number"])
        achieving = unit["grades"][: unit["grades"].index(unit["minimum"]) + 1]
        achieved = grade in achieving
        used_up = unit["examined"] and unit["number"] in candidate.no_attempts_left and not achieved
        points = points_of(printed, unit["size"], grade) if achieved else 0
        found.append((unit["number"], unit["size"], grade, achieved, points, used_up))
    if printed["other_awarding_bodies"]:
        others = [
            (None, one.size, one.grade, True, points_of(printed, one.size, one.grade), False)
            for one in candidate.other
        ]
        found += sorted((one for one in others if one[4]), key=lambda one: (one[1], -one[4]))
    return [One(place, *values) for place, values in enumerate(found)]


def points_of(printed, size, grade):
    """The points of a unit of that size and grade."""
    table = {(row["size"], row["grade"]): row["points"] for row in printed["points"]}
    if printed["points_per"] == "credit":
        return size * table.get((1, grade), 0)
    return table.get((size, grade), 0)


def stands_in(unit, group):
    """Whether the unit counts in the group."""
    return group["others"] if unit.number is None else unit.number in group["units"]


def meets(printed, groups, chosen):
    """Whether the collection meets every group and the total."""
    for group in groups:
        inside = [unit.size for unit in chosen if stands_in(unit, group)]
        if len(inside) < group["counts"] or sum(inside) < group["size"]:
            return False
    return sum(unit.size for unit in chosen) >= printed["total"]


def complete(printed, groups, units):
    """Every collection, as places, that meets all rules and has no unit that could be left out."""
    can = [unit for unit in units if any(stands_in(unit, group) for group in groups)]
    met = {
        chosen: meets(printed, groups, list(compress(can, chosen)))
        for chosen in product((False, True), repeat=len(can))
    }
    for chosen, enough in met.items():
        if enough and not any(met[one_less] for one_less in without_one(chosen)):
            yield [unit.place for unit in compress(can, chosen)]


def without_one(chosen):
    """The collection with each of its units left out in turn."""
    for place, taken in enumerate(chosen):
        if taken:
            yield (*chosen[:place], False, *chosen[place + 1 :])


def earnings(printed, groups, counted):
    """What remains of each counted unit, and its points, after the surplus: {place: both}."""
    remains = {unit.place: unit.size for unit in counted}
    surplus = sum(remains.values()) - printed["total"]
    if printed["surplus"] == "earns nothing" and surplus > 0:
        mandatory = {
            number
            for group in groups
            if group["counts"] == len(group["units"])
            for number in group["units"]
        }
        weakest = [unit for unit in counted if unit.number not in mandatory]
        while surplus > 0 and weakest:
            lowest = weakest[0]
            for unit in weakest[1:]:
                if unit.points * lowest.size <= lowest.points * unit.size:
                    lowest = unit
            weakest.remove(lowest)
            remains[lowest.place] -= min(surplus, lowest.size)
            surplus -= min(surplus, lowest.size)
    return {
        unit.place: (remains[unit.place], unit.points * remains[unit.place] // unit.size)
        for unit in counted
    }


def grade_of(printed, points):
    """The first boundary that is reached."""
    for boundary in printed["boundaries"]:
        if points >= boundary["points"]:
            return boundary["grade"]
    return None


def combinations_of(printed):
    """Every collection of units, as they are printed, that meets the rules; tried one by one."""
    nobody = namedtuple("Nobody", "grades no_attempts_left other")({}, (), ())
    ((_, groups),) = ways(printed)
    for places in complete(printed, groups, units_of(printed, nobody)):
        yield [printed["units"][place] for place in places]
