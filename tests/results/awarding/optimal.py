"""The engine chooses as well as those who try everything.

`python -m tests.results.awarding.optimal SMALL LARGE SEED` compares it with the definition for so
many candidates of small made-up qualifications, unit by unit, and with an independent solver
(OR-tools CP-SAT, which `make baselines` installs) for so many of large ones: every qualification
that is offered and made-up ones of 12 to 20 units, by outcome, grade and points. It stops at the
first difference and prints it. SMALL is shared out to as many processes as there are cores, and so
is LARGE. 1000000 100000 is the full size.
"""

import os
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from random import Random

from interchange.catalogue import specification as specifications
from results.awarding import TooManyUnits, award_all
from tests.results.awarding import by_definition, made_up

AT_ONCE = 20  # candidates of one qualification
LEAST, MOST = 12, 20  # units of a large made-up qualification
PARTS = 50  # of the work, each with a seed of its own


class Differs(Exception):
    """The engine and the other came to different answers."""


def compare_small(count, seed):
    """Compare so many candidates with the definition; raises Differs. Gives how many these were."""
    random, compared = Random(seed), 0
    while compared < count:
        rules = made_up.random_qualification(random)
        candidates = _candidates(random, rules, count - compared)
        printed = specifications.to_dict(rules)
        expected = by_definition.outcomes(printed, candidates)
        for one, found, wanted in zip(
            candidates, award_all(rules, candidates), expected, strict=True
        ):
            _check(rules, one, by_definition.as_defined(printed, one, found), wanted)
        compared += len(candidates)
    return compared


def compare_large(count, seed):
    """Compare so many candidates with the solver; raises Differs. Gives how many these were."""
    from tests.results.awarding import solver

    random, compared = Random(seed), 0
    for rules in _large(random):
        candidates = _candidates(random, rules, count - compared)
        try:
            outcomes = award_all(rules, candidates)
        except TooManyUnits:  # which the engine refuses
            continue
        printed = specifications.to_dict(rules)
        for one, found in zip(candidates, outcomes, strict=True):
            wanted = solver.outcome(printed, one)
            _check(rules, one, (found.kind, found.grade, found.points), wanted)
        compared += len(candidates)
        if compared >= count:
            return compared
    raise AssertionError("there are always more")


def _large(random):
    """Qualifications without end: a real one and a large made-up one in turn."""
    every = map(specifications.load, specifications.codes())
    offered = [rules for rules in every if rules.offered]
    while True:
        yield random.choice(offered)
        yield made_up.random_qualification(random, LEAST, MOST)


def _candidates(random, rules, most):
    return [made_up.random_candidate(random, rules) for _ in range(min(AT_ONCE, most))]


def _check(rules, candidate, found, wanted):
    if found != wanted:
        raise Differs(f"{found} is not {wanted}, of {candidate} and {rules}")


def _in_parts(compare, count, seed):
    """Compare so many, on all cores; print how many agree."""
    began, share = time.perf_counter(), max(1, count // PARTS)
    shares = [share] * (count // share)
    seeds = range(seed * PARTS * 2, seed * PARTS * 2 + len(shares))
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        compared = sum(pool.map(compare, shares, seeds))
    took = time.perf_counter() - began
    print(f"{compared:,} candidates agree: {compare.__name__}, {took:.0f} s", flush=True)


def main(small, large, seed=1):
    """Compare that many of each."""
    if small:
        _in_parts(compare_small, small, seed)
    if large:
        _in_parts(compare_large, large, seed)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
