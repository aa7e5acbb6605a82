"""Awarding a nation that is due, beside the floor and beside the obvious ways to do the same.

The floor reads the same packed rows and copies the same results and trail in, nothing decided. The
others are one statement of SQL, polars, pandas and DuckDB by ADBC, and the ORM, well used and not.
All run in turn on the same registrations, each in a process of its own, and must give the same
awards; those by the ORM on a share. Ours also keeps where each registration stands, and its
working, which no baseline does: beside those that write results and trail, ours is timed without.
`ENTRIES=` chooses how many: 500000 is a nation, and takes some minutes to be made. `WAYS=` chooses
some of the ways by their names, parted by commas. The floor and ours are always played.
"""

import os
import statistics
import sys
from collections import defaultdict
from functools import partial
from importlib import import_module

from benchmarks import (
    _adbc,
    _awarders,
    _baseline_rules,
    _by_duckdb,
    _by_pandas,
    _by_polars,
    _by_sql,
)
from benchmarks._database import database, empty
from benchmarks._figures import Figure, report, share, times
from benchmarks._nation import settle_an_invented_nation
from benchmarks._processes import in_processes

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "interchange.settings")
ENTRIES = int(os.environ.get("ENTRIES", "20000"))
ROUNDS = int(os.environ.get("ROUNDS", "3"))
OURS, TWO, FLOOR = "ours", "ours, two workers", "the floor"
ALONE, BARE = "results alone", "results without working"
SQL, OBJECTS, ONE = "one statement of SQL", "the ORM, in bulk", "the ORM, one by one"
PACKAGES = {"polars": "polars", "pandas": "pandas", "DuckDB": "duckdb"}
SHARES = {OBJECTS: 2000, ONE: 300}
AT_MOST = {SQL: 0.25, "polars": 0.4, "pandas": 0.5, "DuckDB": 0.6}  # of their time
AT_LEAST = {ONE: 200, OBJECTS: 35}  # times as fast
EMPTIED = ("results_qualificationresult", "results_untold", "results_keptstanding")
EMPTIED = (*EMPTIED, "audit_event", "notifications_message")


def main():
    """Print what each takes, and the ratios. Gives 1 if their awards differ."""
    with database():
        return compare()


def compare():
    """Run all in turn on the same data."""
    print(
        f"{ENTRIES:,} registrations, {settle_an_invented_nation(ENTRIES):,} unit results",
        flush=True,
    )
    _baseline_rules.write_rules()
    import_module("results.commands")  # once, before the processes
    ways, measured, answers = _ways(), defaultdict(list), defaultdict(set)
    for _ in range(ROUNDS):
        for name, way in ways.items():
            _play(name, way, measured, answers)
            if name == OURS:
                with _awarders.copied() as copy:
                    _play(FLOOR, copy, measured, answers)
    report("awarding", _figures(measured))
    same = all(len(each) == 1 for each in answers.values())
    print("The awards are the same." if same else f"The awards DIFFER: {dict(answers)}")
    return int(not same)


def _ways():
    """What each way does, by name, but the floor; those whose packages are here."""
    ways = {
        OURS: _awarders.ours,
        TWO: _awarders.ours,
        ALONE: _awarders.results_alone,
        BARE: _awarders.without_working,
        SQL: _by_sql.by_one_statement,
        **_frames(),
        OBJECTS: _awarders.by_objects,
        ONE: _awarders.by_candidate,
    }
    chosen = os.environ.get("WAYS")
    wanted = {OURS, ALONE, *chosen.split(",")} if chosen else ways.keys()
    return {name: way for name, way in ways.items() if name in wanted}


def _frames():
    """Those that need packages of their own; says which are missing."""
    ways = {"polars": _by_polars.award, "pandas": _by_pandas.award, "DuckDB": _by_duckdb.award}
    missing = {name: _adbc.missing(package) for name, package in PACKAGES.items()}
    if lacking := sorted({package for packages in missing.values() for package in packages}):
        print(f"Not installed: {', '.join(lacking)}; `make baselines` does. Left out for that:")
        print(f"{', '.join(name for name in ways if missing[name])}.")
    return {name: way for name, way in ways.items() if not missing[name]}


def _play(name, way, measured, answers):
    """Do it that way, from the beginning, and add what it took and what was awarded."""
    count = _count(name)
    start_over(count)
    ready = partial(_adbc.load, PACKAGES.get(name))
    took = in_processes(way, number=2 if name == TWO else 1, ready=ready)
    measured[name].append(took)
    answers[count].add(awards())
    print(f"{name:26}{took.seconds:9.2f} s{took.own:9.2f} s own{took.memory:7} MB", flush=True)


def _count(name):
    """How many registrations the way is given."""
    return min(ENTRIES, SHARES.get(name, ENTRIES))


def _figures(measured):
    """The figures: each way's time for all registrations, and the ratios beside their goals."""
    each = {
        name: statistics.median(one.seconds for one in taken) / _count(name) * ENTRIES
        for name, taken in measured.items()
    }
    ours, alone = each[OURS], each[ALONE]
    figures = [share(f"all of ours beside {FLOOR}", ours, each[FLOOR], at_most=1.6)]
    if TWO in each:
        figures.append(times("two workers beside one", each[TWO], ours, at_least=1.7))
    if BARE in each:
        figures.append(share("results with their working", alone, each[BARE], at_most=1.25))
    for name, goal in AT_MOST.items():
        if name in each:
            figures.append(
                share(f"results and trail beside {name}", alone, each[name], at_most=goal)
            )
            figures.append(share(f"all of ours beside {name}", ours, each[name]))
    for name, goal in AT_LEAST.items():
        if name in each:
            figures.append(times(f"all of ours beside {name}", ours, each[name], at_least=goal))
    memory = max(one.memory for one in measured[OURS])
    return [*figures, Figure("memory of a worker", memory, unit="MB", at_most=256)]


def start_over(count):
    """Forget all awards; the first so many registrations are due again."""
    from django.db import connection

    empty(*EMPTIED)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE entries_awarddue SET done = due WHERE done <> due")
        cursor.execute(
            "UPDATE entries_awarddue SET done = due - 1 WHERE id IN"
            " (SELECT id FROM entries_awarddue ORDER BY entry_id LIMIT %s)",
            [count],
        )
        cursor.execute("VACUUM ANALYZE entries_awarddue")


def awards():
    """What was awarded, as a number of results and one for entry, outcome, grade and points."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*), sum(hashtextextended("
            "concat_ws('|', entry_id, outcome, grade, points), 0)::numeric)::text"
            " FROM results_qualificationresult"
        )
        return cursor.fetchone()


if __name__ == "__main__":
    sys.exit(main())
