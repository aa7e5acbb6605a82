"""Play many moves: `python -m tests.moves STEPS [FIRST_SEED [PROCESSES]]`.

Each game is of 100 steps from a seed of its own and leaves nothing, so a run goes on where another
ended: by its FIRST_SEED. EVERY=1 asks the truths that cost much after each move, STUCK=1 whether
anything is stuck. As many games are played at once as there are cores, each process in a
copy of the database and in one world. Prints the steps done, which moves were made, and each
refusal's sentence.
"""

import multiprocessing
import os
import sys
import time
from collections import Counter
from contextlib import contextmanager, suppress
from datetime import UTC, datetime

from benchmarks._database import database

GAME = 100
EVERY = int(os.environ.get("EVERY", "10"))  # moves after which the dear truths are asked
WRONG = 20  # games in which something was not true after which it is enough


def main(words):
    """Play so many steps. Gives 1 if something was not true."""
    steps, first = int(words[0]) if words else 10_000, int(words[1]) if words[1:] else 1
    processes = int(words[2]) if words[2:] else os.cpu_count()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "interchange.settings")
    with database(), _copies(processes) as copies:
        fork = multiprocessing.get_context("fork")
        seeds, results = fork.Queue(), fork.Queue()
        for seed in range(first, first + -(-steps // GAME)):
            seeds.put(seed)
        for _ in copies:
            seeds.put(None)
        players = [fork.Process(target=_play, args=(one, seeds, results)) for one in copies]
        for one in players:
            one.start()
        wrong = _gather(results, players)
        for one in players:
            one.join()
    return 1 if wrong else 0


@contextmanager
def _copies(count):
    """The names of so many copies of the database, with the catalogue in it."""
    from django.db import connection

    from interchange.catalogue.commands import load_catalogue

    load_catalogue(by=None, at=datetime(2026, 9, 1, tzinfo=UTC))
    original = connection.settings_dict["NAME"]
    connection.close()
    copies = [f"{original}_{place}" for place in range(count)]
    for name in copies:
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
            cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{original}"')
    yield copies
    for name in copies:
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def _play(name, seeds, results):
    """Play games of the seeds in one world, until there are none: (seed, tally, what was wrong)."""
    from django.db import connection

    connection.settings_dict["NAME"] = name
    from interchange.database import privileges

    privileges.grant()
    from tests.conftest import read_here
    from tests.moves.playing import Untrue, a_game
    from tests.moves.reading import plan_quickly
    from tests.moves.world import World, quiet, rolled_back

    plan_quickly()
    with suppress(KeyboardInterrupt), quiet(read_here), rolled_back():
        world = World()
        while (seed := seeds.get()) is not None:
            tally, said, begun = Counter(), "", time.process_time()
            try:
                a_game(seed, GAME, tally, EVERY, world)
            except Untrue as found:
                said = str(found)
            results.put((seed, tally, said, time.process_time() - begun))
    results.put(None)


def _gather(results, players):
    """Read what came of the games, say it, and give those in which something was not true."""
    tally, wrong, begun, spent = Counter(), [], time.monotonic(), 0.0
    going, seed = len(players), 0
    while going:
        told = results.get()
        if told is None:
            going -= 1
            continue
        seed, some, said, seconds = max(seed, told[0]), *told[1:]
        tally, spent = tally + some, spent + seconds
        if said:
            wrong.append(said)
            print(said, flush=True)
        if told[0] % 20 == 0:
            print(f"… seed {told[0]}, {_steps(tally)} steps, {spent:.0f} s here", flush=True)
        if len(wrong) > WRONG:
            for one in players:
                one.terminate()
            break
    _say(tally, wrong, seed, time.monotonic() - begun, spent)
    return wrong


def _steps(tally):
    return sum(count for key, count in tally.items() if key[0] in ("done", "refused"))


def _say(tally, wrong, seed, seconds, spent):
    total = _steps(tally)
    print(
        f"{total} steps to seed {seed} in {seconds:.0f} s, {total / seconds * 60:.0f} a minute;"
        f" {spent:.0f} s of processor in the players, {total / spent * 60:.0f} steps a minute of it"
    )
    for name in sorted({key[1] for key in tally}):
        counts = [tally[became, name] for became in ("done", "refused", "idle")]
        print("{:24} done {:7}  refused {:7}  idle {:7}".format(name, *counts))
    for key, count in sorted(tally.items(), key=lambda one: -one[1]):
        if key[0] == "said":
            print(f"{count:7}  {key[1]}: {key[2]}")
    print(f"{len(wrong)} games in which something was not true")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
