"""Awarding a nation that is due, beside the floor and beside the obvious ways to do the same.

The floor reads the same packed rows and copies the same results and trail in, nothing decided. All
ways run in turn on the same registrations and must give the same awards; the slow ones on a share.
`ENTRIES=` chooses how many: 500000 is a nation, and takes some minutes to be made.
"""

import os
import statistics
import sys
import time

from benchmarks._database import database, empty
from benchmarks._nation import settle_a_nation

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "interchange.settings")
ENTRIES = int(os.environ.get("ENTRIES", "20000"))
ROUNDS = int(os.environ.get("ROUNDS", "3"))
SHARES = {"objects, a batch at a time": 2000, "a candidate at a time": 300}
MOST_OF_FLOOR, LEAST_OF_TWO, MOST_MEMORY = 1.6, 1.7, 256


def main():
    """Print what each takes, and the ratios. Gives 1 if their awards differ."""
    with database():
        return compare()


def compare():
    """Run all in turn on the same data."""
    print(f"{ENTRIES:,} registrations, {settle_a_nation(ENTRIES):,} unit results")
    from benchmarks import _awarders as awarders

    ways = {
        "ours": awarders.one_worker,
        "ours, two workers": awarders.two_workers,
        "the floor": _floor_after_ours(awarders),
        "objects, a batch at a time": awarders.by_objects,
        "a candidate at a time": awarders.by_candidate,
    }
    seconds, same = {name: [] for name in ways}, True
    expected = {}
    for _ in range(ROUNDS):
        for name, way in ways.items():
            count = min(ENTRIES, SHARES.get(name, ENTRIES))
            answers, took = _answers(way, count)
            seconds[name].append(took / count)
            same = same and answers == expected.setdefault(count, answers)
    _print(seconds, awarders.most_memory())
    print("The awards are the same." if same else "The awards DIFFER.")
    return int(not same)


def _floor_after_ours(awarders):
    """The floor: it copies what one worker of ours leaves."""
    _answers(awarders.one_worker, ENTRIES)
    return awarders.floor()


def _answers(way, count):
    """Do it a way, from the beginning: what was awarded to the first so many, and the seconds."""
    start_over(count)
    began = time.perf_counter()
    way()
    return awards(), time.perf_counter() - began


def _print(seconds, memory):
    """The figures: candidates a second, and the ratios beside their goals."""
    each = {name: statistics.median(measured) for name, measured in seconds.items()}
    for name, took in each.items():
        print(f"{name:28}{1 / took:10,.0f} candidates/s{took / each['ours']:10.2f} × ours")
    above, two = each["ours"] / each["the floor"], each["ours"] / each["ours, two workers"]
    for what, figure, goal, is_met in (
        ("ours beside the floor", f"{above:.2f} ×", f"≤ {MOST_OF_FLOOR}", above <= MOST_OF_FLOOR),
        ("two workers beside one", f"{two:.2f} ×", f"≥ {LEAST_OF_TWO}", two >= LEAST_OF_TWO),
        ("memory of a worker", f"{memory} MB", f"≤ {MOST_MEMORY}", memory <= MOST_MEMORY),
    ):
        print(f"{what:28}{figure:>10}   goal {goal:10}{'met' if is_met else 'short'}")


def start_over(count):
    """Forget all awards; the first so many registrations are due again."""
    from django.db import connection
    from django.db.models import F

    from entries.models import AwardDue

    empty(
        "results_qualificationresult",
        "results_untold",
        "results_keptstanding",
        "audit_event",
        "notifications_message",
    )
    due = list(AwardDue.objects.order_by("entry").values_list("pk", flat=True)[:count])
    AwardDue.objects.exclude(done=F("due")).update(done=F("due"))
    AwardDue.objects.filter(pk__in=due).update(done=F("due") - 1)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE entries_awarddue")


def awards():
    """What was awarded: entry, outcome, grade, points."""
    from results.models import QualificationResult

    found = QualificationResult.objects.order_by("entry")
    return list(found.values_list("entry", "outcome", "grade", "points"))


if __name__ == "__main__":
    sys.exit(main())
