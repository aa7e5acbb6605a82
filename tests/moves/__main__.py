"""Play many moves: `python -m tests.moves STEPS [FIRST_SEED]`.

Each game is of 100 steps from a seed of its own and leaves nothing, so a run goes on where another
ended: by its FIRST_SEED. Prints the steps done, which moves were made, and each refusal's sentence.
"""

import os
import sys
import time
from collections import Counter
from datetime import UTC, datetime

from benchmarks._database import database

GAME = 100
EVERY = 8  # moves after which the truths are asked that cost much


def main(words):
    """Play so many steps. Gives 1 if something was not true."""
    steps, first = int(words[0]) if words else 10_000, int(words[1]) if words[1:] else 1
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "interchange.settings")
    with database():
        from interchange.catalogue.commands import load_catalogue
        from tests.conftest import read_here
        from tests.moves.playing import Untrue, a_game
        from tests.moves.world import quiet

        load_catalogue(by=None, at=datetime(2026, 9, 1, tzinfo=UTC))
        tally, wrong, begun, seed = Counter(), [], time.monotonic(), first
        begun_with = time.process_time()
        with quiet(read_here):
            for seed in range(first, first + -(-steps // GAME)):
                try:
                    a_game(seed, GAME, tally, EVERY)
                except Untrue as found:
                    wrong.append(str(found))
                    print(found, flush=True)
                    if len(wrong) > 20:
                        break
                if seed % 20 == 0:
                    spent = time.process_time() - begun_with
                    print(f"… seed {seed}, {_steps(tally)} steps, {spent:.0f} s here", flush=True)
        _say(tally, wrong, seed, time.monotonic() - begun)
    return 1 if wrong else 0


def _steps(tally):
    return sum(count for key, count in tally.items() if key[0] in ("done", "refused"))


def _say(tally, wrong, seed, seconds):
    total = _steps(tally)
    print(f"{total} steps to seed {seed} in {seconds:.0f} s, {total / seconds * 60:.0f} a minute")
    names = sorted({key[1] for key in tally})
    for name in names:
        counts = [tally[became, name] for became in ("done", "refused", "idle")]
        print("{:24} done {:7}  refused {:7}  idle {:7}".format(name, *counts))
    for key, count in sorted(tally.items(), key=lambda one: -one[1]):
        if key[0] == "said":
            print(f"{count:7}  {key[1]}: {key[2]}")
    print(f"{len(wrong)} games in which something was not true")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
