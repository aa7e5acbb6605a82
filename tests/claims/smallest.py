"""A proposed sample is the smallest there is.

`python -m local run -- python -m tests.claims.smallest CLAIMS SEED` proposes candidates for so many
random claims, and compares each with what OR-tools' CP-SAT proves to be the fewest (of the packages
that `make baselines` installs). It prints how many are above, and fails where that is more than 1
in 100. 100 is the full size.
"""

import os
import sys
import time
from random import Random

import django

SIZES = ((20, 8, 3), (40, 10, 3), (60, 16, 2), (60, 16, 4))  # candidates, units, assessors
PATIENCE = 30  # seconds for a proof


def fewest(lines, every_combination):
    """How few candidates show everything; None where that is not proven in time."""
    from ortools.sat.python import cp_model

    from claims.rules.sampling import KINDS, combination

    who = {}
    for line in lines:
        shows = [(kind, name(line)) for kind, name in KINDS.items()]
        shows += [("together", combination(line))] if every_combination else []
        for thing in shows:
            who.setdefault(thing, set()).add(line.candidate_id)
    model = cp_model.CpModel()
    chosen = {line.candidate_id: model.new_bool_var(str(line.candidate_id)) for line in lines}
    for people in who.values():
        model.add_bool_or([chosen[one] for one in people])
    model.minimize(sum(chosen.values()))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = PATIENCE
    proven = solver.solve(model) == cp_model.OPTIMAL
    return round(solver.objective_value) if proven else None


def compare(claims, seed):
    """How many of the proposals are above the fewest, how many are proven, and the slowest."""
    from claims.rules import proposal
    from tests.claims.test_sampling_rules import a_claim

    random, above, proven, slowest = Random(seed), 0, 0, 0.0
    for number in range(claims):
        candidates, units, assessors = SIZES[number % len(SIZES)]
        every = bool(number // len(SIZES) % 2)
        lines = a_claim(random, candidates, units, assessors)
        began = time.process_time()
        chosen = proposal(lines, [(1, 1)], seed=seed, every_combination=every)
        slowest = max(slowest, time.process_time() - began)
        least = fewest(lines, every)
        proven += least is not None
        above += least is not None and len(chosen) > least
    return above, proven, slowest


def main(claims="100", seed="1"):
    """Compare, print and fail where too many are above."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "interchange.settings")
    django.setup()
    above, proven, slowest = compare(int(claims), int(seed))
    print(f"{above} above the fewest of {proven} proven, of {claims}; the slowest {slowest:.2f} s")
    return int(above * 100 > proven)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
