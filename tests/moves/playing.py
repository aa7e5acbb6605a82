"""Play moves picked at random from a seed, and say what came of them."""

import os
import random
import re
from collections import Counter

from tests.moves import asking, changing, deciding, ends, entering, exams, records, truths
from tests.moves.world import MOVES, World, play, rolled_back

MODULES = (entering, changing, exams, records, deciding, asking)
OFTEN = {
    "register": 4,
    "enter_for_exams": 6,
    "turn_the_clock": 4,
    "bring_exam_results": 4,
    "withdraw_exams": 3,
    "change_size": 3,
    "process_size_change": 3,
    "ask_transfer": 3,
    "agree_transfer": 4,
    "process_transfer": 6,
    "change_details": 2,
    "decide_details": 2,
    "send_a_file": 2,
    "ask_identity": 2,
    "answer_identity": 2,
}


STUCK = int(os.environ.get("STUCK", "40"))  # moves after which is asked whether anything is stuck


class Untrue(AssertionError):
    """Something that is true after every move was not."""


def weighed() -> list[str]:
    """The names of the moves, some of them more than once."""
    return [name for name in MOVES for _ in range(OFTEN.get(name, 1))]


def a_game(seed, steps, tally=None, every=1, world=None) -> int:
    """Play so many steps from the seed, and leave nothing; give how many moves were made.

    Counts in `tally` what came of which move; plays in the `world`, or in one of its own. What asks
    much is looked at after `every` so many moves and at the end; where something is not true by
    then, the game is played once more and looked at after each. Raises Untrue with all that was
    done.
    """
    try:
        return _played(seed, steps, Counter() if tally is None else tally, every, world)
    except Untrue:
        if every > 1:
            _played(seed, steps, Counter(), 1, world)
        raise


def _played(seed, steps, tally, every, world):
    chance, names, done = random.Random(seed), weighed(), []
    with rolled_back():
        world = world or World()
        world.begin()
        while steps:
            name = chance.choice(names)
            try:
                step = play(world, name, chance.choice)
            except Exception as problem:
                raise Untrue(_story(seed, done, name, repr(problem))) from problem
            tally[step.became, name] += 1
            steps -= step.became != "idle"
            if step.became == "refused":
                tally["said", name, _anybody(step.said)] += 1
            if step.became == "done":
                done.append(f"{world.on} {name}")
                if wrong := _wrong(world, len(done), every, last=not steps):
                    raise Untrue(_story(seed, done, name, "; ".join(wrong)))
    return len(done)


def _wrong(world, moves, every, *, last):
    wrong = truths.broken(world, whole=last or moves % every == 0)
    return wrong + (ends.dead_ends(world) if last or moves % STUCK == 0 else [])


def _anybody(sentence):
    """The sentence without whom and which number it is about."""
    plain = re.sub(r"[A-Z][A-Za-z]+, [A-Z][A-Za-z]+", "…", sentence)
    return re.sub(r"\d+", "#", plain)[:110]


def _story(seed, done, name, wrong):
    return f"seed {seed}, {name}: {wrong}\n  " + "\n  ".join(done[-40:])
