"""Kill what works on an award run: `python -m tests.kills REGISTRATIONS [KILLS [SEED]]`.

The run is done twice, each in a copy of one database: undisturbed, and with so many kills at
random moments. Both must leave the same awards, standing, trail and letters, and issue what the
dry run showed; a run that is over before all kills were made has not shown it. Acts as the
database's owner; the processes are the role that serves.
"""

import os
import sys
from contextlib import contextmanager
from random import Random

from benchmarks._database import database


def main(words):
    """Say what differs. Gives 1 if anything does, or not all kills were made."""
    registrations, kills, seed = (int(one) for one in (*words, *("300", "3", "1")[len(words) :]))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "interchange.settings")
    with database():
        from tests.kills.nation import settle_for_a_run

        units = settle_for_a_run(registrations)
        print(f"{registrations:,} registrations, {units:,} unit results, seed {seed}", flush=True)
        at_once = min(5000, max(10, registrations // 10))
        gap = min(1.5, 0.2 + registrations / 20_000)
        quiet = _played("quiet", 0, Random(seed), at_once, gap)
        troubled = _played("troubled", kills, Random(seed), at_once, gap)
    from tests.kills.left import differences

    short = too_few(kills, quiet.pop("kills") + troubled.pop("kills"))
    wrong = [*quiet.pop("unlike"), *troubled.pop("unlike"), *differences(quiet, troubled)]
    for one in wrong[:20]:
        print(one)
    counts = ", ".join(f"{len(rows):,} {what}" for what, rows in quiet.items())
    print(f"DIFFERENT: {len(wrong)}" if wrong else f"The same: {counts}.")
    if short:
        print(short)
    return 1 if wrong or short else 0


def too_few(asked: int, made: int) -> str:
    """What to say where the run was over before all kills that were asked for; else nothing."""
    if made >= asked:
        return ""
    return (
        f"TOO FEW: {made} of {asked} kills fell before the run was over."
        " Ask for more registrations, or fewer kills."
    )


def _played(name, kills, *how):
    """What the run leaves in a copy of its own, how many `kills`, what is `unlike` its dry run."""
    with _copy(name):
        from tests.kills.killing import play
        from tests.kills.left import left, unlike_the_dry_run

        killed, seconds = play(kills, *how)
        told = ", ".join(f"{count} × {kind}" for kind, count in sorted(killed.items()))
        print(f"{name}: {seconds:.0f} s, killed: {told or 'nothing'}", flush=True)
        made = sum(killed.values())
        return {**left(), "unlike": list(unlike_the_dry_run()), "kills": made}


@contextmanager
def _copy(name):
    """Play in a copy of the database, which the role that serves may use."""
    from django.db import connection

    from interchange.database import privileges

    original = connection.settings_dict["NAME"]
    connection.close()
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{original}_{name}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{original}_{name}" TEMPLATE "{original}"')
    connection.settings_dict["NAME"] = f"{original}_{name}"
    try:
        privileges.grant()
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = original
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{original}_{name}" WITH (FORCE)')


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
