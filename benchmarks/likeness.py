"""How well, and how quickly, are likely duplicates found?

Well: pairs of people labelled by rule (tests/factories/alike/), at least 2,000; recall and
precision of each kind and in all, and how many of the pairs found have a key in common. Quickly: a
page of 200 people typed in, and a centre's list of possible duplicates, beside a million other
records. `EACH=` chooses how many pairs of a kind, `OTHERS=` how many records.
"""

import os
import random
import statistics
import sys
import time
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial

from benchmarks._database import database, empty, small
from benchmarks._figures import Figure, report

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "interchange.settings")
EACH = 20 if small() else int(os.environ.get("EACH", "200"))
OTHERS = 5_000 if small() else int(os.environ.get("OTHERS", "1000000"))
ROUNDS = int(os.environ.get("ROUNDS", "3"))
GOAL, QUICK, PAGE = 0.95, 100, 200  # share; milliseconds; people
AT = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)


def main():
    """Print how well and how quickly. Gives 1 where the goal for how well is missed."""
    failed = well()
    with database():
        quickly()
    return failed


def well():
    """Recall and precision by kind and in all."""
    from entries.rules import likeness
    from tests.factories import alike

    labelled = alike.pairs(EACH)
    made, found, lost = Counter(), Counter(), Counter()
    for pair in labelled:
        made[pair.kind] += 1
        if likeness.likely_same(pair.one, pair.other, near=pair.near):
            found[pair.kind] += 1
            lost[pair.kind] += not keys_of(pair.one) & keys_of(pair.other)
    same = {kind for kind, (one_person, *_) in alike.KINDS.items() if one_person}
    for kind in alike.KINDS:
        what = "recall" if kind in same else "wrongly found"
        print(f"{kind:26}{what:>14}{found[kind] / made[kind]:7.1%}{lost[kind]:5} without a key")
    right = sum(found[kind] - lost[kind] for kind in same)
    wrong = sum(found[kind] for kind in made if kind not in same)
    recall, precision = right / sum(made[kind] for kind in same), right / (right + wrong)
    pairs = f"of {len(labelled):,} pairs"
    report(
        "likeness",
        [
            Figure(f"{what} {pairs}", share, unit="", at_least=GOAL)
            for what, share in (("recall", recall), ("precision", precision))
        ],
    )
    return int(min(recall, precision) < GOAL)


def keys_of(person):
    """The keys of a person, as a set."""
    from entries.rules.likeness_keys import keys

    return {*keys(person)}


def quickly():
    """How long it takes to look for people beside a million others."""
    from entries import queries
    from tests.factories import accounts, alike

    empty("entries_candidate")
    seconds = fill(OTHERS)
    print(f"{OTHERS:,} records made with their keys in {seconds:.0f} s")
    centre = accounts.a_centre("12345")
    dice = random.Random(5)
    pages = [
        [of_a_nation(alike.somebody(dice), dice) for _ in range(PAGE)] for _ in range(ROUNDS + 1)
    ]
    asks = [partial(queries.likely_duplicates, centre, people, AT.date()) for people in pages]
    shown, figures = timed(f"{PAGE} people typed in", asks)
    print(f"{sum(map(len, shown)) / PAGE:8.2f} records shown for each, by chance alone")
    records = [range(1 + PAGE * page, 1 + PAGE * (page + 1)) for page in range(ROUNDS + 1)]
    asks = [partial(queries.pairs, ids) for ids in records]
    _, more = timed(f"{PAGE} records with any other", asks)
    report("likeness", [*figures, *more])


def timed(what, asks):
    """What the first found, and figures of the others: other people each, and then again.

    They are medians. Names that were compared are remembered for a while.
    """
    found = asks[0]()
    first, again = zip(*((took(ask), took(ask)) for ask in asks[1:]), strict=True)
    figures = [
        Figure(f"{what}, {when}", statistics.median(seconds) * 1000, unit="ms", at_most=QUICK)
        for when, seconds in (("for the first time", first), ("once more", again))
    ]
    return found, figures


def took(does):
    """How many seconds it takes."""
    began = time.perf_counter()
    does()
    return time.perf_counter() - began


def fill(others):
    """Make that many records of people by chance. Gives how long it took."""
    from django.db import connection

    from entries.rules.likeness_keys import as_array
    from interchange.bulk import copy_in, copy_row
    from tests.factories import alike

    dice = random.Random(3)

    def rows():
        for number in range(1, others + 1):
            one = of_a_nation(alike.somebody(dice), dice)
            keys = as_array(sorted(keys_of(one)))
            fields = one.surname, one.forenames, one.born_on, one.sex, "", "", AT, keys
            yield copy_row(number, f"{number:08}", *fields)

    names = "surname", "forenames", "born_on", "sex", "uci", "uln", "created_at", "likeness_keys"
    began = time.perf_counter()
    copy_in("entries_candidate", ("id", "ocr_number", *names), rows())
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE entries_candidate")
    return time.perf_counter() - began


def of_a_nation(person, dice):
    """The person as one of ten years' births; half with one of 40,000 surnames nobody listed."""
    born = person.born_on + timedelta(days=dice.choice([0, 0, 730, 1460, 2150]))
    if dice.random() < 0.5:
        return replace(person, born_on=born)
    surname = "".join(
        dice.choice("BCDFGHKLMNPRSTVW")
        + dice.choice("aeiou")
        + dice.choice(["", "", "n", "r", "l"])
        for _ in range(2)
    ).capitalize()
    return replace(person, born_on=born, surname=surname)


if __name__ == "__main__":
    sys.exit(main())
