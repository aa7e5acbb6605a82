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
    EXAM_FILE = 4_920_034
    RESULTS_FILES = 4_920_035
    AWARDS = 4_920_036
    TAKING_AWARDS = 4_920_037
    ASSESSING = 4_920_038
    HELD_RESULTS = 4_920_039
    JOB = 4_920_040
    RESULTS_ORDER = 4_920_041
    SEALING = 4_920_042


@contextmanager
def held_alone(work, pk):
    """Hold the thing for this session of the database; gives whether nobody else does."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [work, pk])
        [mine] = cursor.fetchone()
    try:
        yield mine
    finally:
        if mine:
            let_go(work, pk)


def let_go(work, pk):
    """Hold the thing no longer; a session that is gone does not."""
    if connection.is_usable():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [work, pk])


def wait_for(work, ids):
    """Wait for each of the things in turn, and hold it until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(%s, id) FROM unnest(%s::int[]) AS id",
            [work, sorted(ids)],
        )
