"""Whoever is looked at and whoever is one of many are decided alike.

`python -m tests.results.awarding.both_ways 1000000 SEED` compares that many candidates, of every
qualification that is offered and of 200 invented ones.
"""

import sys
from random import Random

import numpy as np

from results.awarding import award_all, deciding, grades, lacking, working
from results.awarding.outcome import Because
from results.awarding.plan import plan
from results.awarding.possible import possible_grades, possible_of_sheet
from results.awarding.still_to_do import still_to_do
from results.diagnosis.facts import all_units
from tests.factories import specifications
from tests.results.awarding import made_up

RULES = specifications.offered()
AT_ONCE = 200


def compare(rules, random, count):
    """Decide so many random candidates as arrays, and each alone; gives how many were compared."""
    candidates = [made_up.random_candidate(random, rules) for _ in range(count)]
    without_others = [one for one in candidates if not grades.others(rules, one)]
    laid_out = plan(rules)
    codes, spent, route = grades.sheet(laid_out, without_others)
    sheet = grades.of_sheet(laid_out, codes, spent, route)
    decided = deciding.decide(laid_out, sheet)
    packed = working.packed(decided, codes)
    short, whose = lacking.lacking(laid_out, sheet, codes, spent, decided, True)
    for found in still_to_do(laid_out, sheet, codes, decided):
        for place, row in enumerate(found.rows.tolist()):
            assert short_of(rules, found, place) == said_of(short[whose[row]])
    possible = possible_of_sheet(laid_out, codes, spent, route)
    assert possible == possible_grades(rules, without_others)
    for row, candidate in enumerate(without_others):
        (alone,) = award_all(rules, [candidate])
        told = alone.kind, alone.grade, alone.points, alone.pathway, alone.counted
        assert alone.shortfalls == short[whose[row]]
        assert told == among_many(rules, laid_out, decided, packed, row, candidate)
    for candidate in candidates:
        if grades.others(rules, candidate):
            assert working.packed_of(rules, candidate) is None
    return count


REASONS = (Because.ATTEMPTS_USED_UP, Because.BELOW_MINIMUM, Because.DOES_NOT_COUNT)


def short_of(rules, found, place):
    """Which units could fill what is lacking, as arrays say it, and which are the reasons."""
    numbers = [unit.number for unit in rules.units]
    flags = found.could_be, found.used_up, found.below, found.elsewhere
    named = [[numbers[unit] for unit in found.units[each[place]]] for each in flags]
    assert {numbers[unit] for unit in np.flatnonzero(found.needed[place])} == {*named[0]}
    return named


def said_of(shortfalls):
    """The same of a candidate's shortfalls."""
    because = [[one for one in shortfalls if one.reason == reason] for reason in REASONS]
    named = (all_units(one.because for one in each) for each in because)
    return [list(all_units(one.could_be for one in shortfalls)), *map(list, named)]


def among_many(rules, laid_out, decided, packed, row, candidate):
    """What the arrays say of the candidate in the row."""
    kind = deciding.KINDS[decided.kind[row]]
    return (
        kind,
        deciding.grade(rules, kind, int(decided.boundary[row])),
        int(decided.points[row]),
        candidate.pathway or laid_out.routes[decided.route[row]].only_pathway,
        working.counted(rules, np.asarray(packed[row]).tobytes()),
    )


def main(count, seed=1):
    """Compare that many candidates."""
    random = Random(seed)
    every = [*RULES, *(made_up.random_qualification(random) for _ in range(200))]
    compared = 0
    while compared < count:
        for rules in every:
            compared += compare(rules, random, min(AT_ONCE, max(1, count // len(every))))
    print(f"{compared:,} candidates are decided alike both ways.")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
