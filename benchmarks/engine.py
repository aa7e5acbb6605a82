"""How long does the engine itself think? Of one candidate, and of rules that it has not seen yet.

By processor time, the quickest of some rounds; no database is asked.
"""

import os
import statistics
import sys
import time
from dataclasses import replace
from random import Random

from benchmarks._figures import Figure, report

ROUNDS = int(os.environ.get("ROUNDS", "3"))
CODES = ("05842", "05877", "05845")  # one of 720 GLH, one of 1080, one with two pathways
CANDIDATES = 100
UNITS, KINDS = 40, 10
TOTALS = (600, 900, 1200, 1500, 1800, 2100)  # GLH of the specification that is laid out


def main():
    """Print the figures. Gives 1 where what was decided is not what a cohort comes to."""
    from interchange.catalogue import specification as specifications
    from results.awarding import award_all
    from tests.results.awarding import made_up

    dice, figures, same = Random(1), [], True
    for code in CODES:
        rules = specifications.load(code)
        candidates = [made_up.random_candidate(dice, rules) for _ in range(CANDIDATES)]
        together = award_all(rules, candidates)
        took = []
        for one, expected in zip(candidates, together, strict=True):
            milliseconds, [found] = _quickest(lambda one=one, rules=rules: award_all(rules, [one]))
            took.append(milliseconds)
            same = same and found == expected
        what = f"what-if of one candidate for {code}"
        figures.append(Figure(what, statistics.median(took), unit="ms", at_most=1))
    slowest = max(_laying_out(total) for total in TOTALS)
    what = f"rules of {UNITS} units of {KINDS} sizes laid out"
    report("engine", [*figures, Figure(what, slowest, unit="ms", at_most=50)])
    return int(not same)


def _laying_out(total):
    """How many milliseconds it takes to lay out such rules with a size of so many GLH."""
    from results.awarding.plan import plan

    rules = _of_many_sizes(total)
    milliseconds, _ = _quickest(lambda: plan.__wrapped__(rules))
    return milliseconds


def _of_many_sizes(total):
    """Rules whose units are of many sizes, any of which count; no board has such."""
    from interchange.catalogue.specification import UnitPoints
    from tests.results.awarding import made_up

    sizes = [30 * (number + 1) for number in range(KINDS)]
    units = [made_up.unit(str(number + 1), sizes[number % KINDS]) for number in range(UNITS)]
    every = made_up.group("All units", [unit.number for unit in units], size=total)
    points = tuple(
        UnitPoints(size, grade, size // 30 * rate, "", False)
        for size in sizes
        for grade, rate in zip("DMP", (9, 8, 7), strict=True)
    )
    return replace(made_up.qualification(units, [every], total), points=points)


def _quickest(does):
    """The milliseconds of processor time that it takes at best, and what it gives."""
    best = None
    for _ in range(ROUNDS + 1):
        began = time.process_time()
        given = does()
        took = (time.process_time() - began) * 1000
        best = took if best is None else min(best, took)
    return best, given


if __name__ == "__main__":
    sys.exit(main())
