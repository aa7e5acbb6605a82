"""Who works on a thing alone? Whoever holds a lock of the database by the thing's number.

It holds no row, so that nobody else waits for it, and goes with its holder's session.
"""

from contextlib import contextmanager
from enum import IntEnum

from django.db import connection


class Work(IntEnum):
    """What is held, each under a number of its own among the locks of the database."""

    FILE = 4_920_031
    RANGE = 4_920_032
    PERSON = 4_920_033


@contextmanager
def held_alone(work, pk):
    """Hold the thing for this session of the database; gives whether nobody else does."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [work, pk])
        [mine] = cursor.fetchone()
    try:
        yield mine
    finally:
        if mine and connection.is_usable():
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [work, pk])


def wait_for(work, ids):
    """Wait for each of the things in turn, and hold it until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(%s, id) FROM unnest(%s::int[]) AS id",
            [work, sorted(ids)],
        )
