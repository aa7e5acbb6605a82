"""What the connections to this test's database hold and wait for, not those to others.

The tests run side by side, each process with a database of its own on one server that numbers
its locks alike in all of them: whoever asks the server without naming the database hears of
the others' too.
"""

from django.db import connection

WAITED_FOR = """
    SELECT count(*) FROM pg_locks JOIN pg_stat_activity USING (pid)
    WHERE NOT granted AND datname = current_database()
"""
IN_HAND = """
    SELECT count(*) FROM pg_locks JOIN pg_database ON pg_database.oid = database
    WHERE datname = current_database() AND locktype = 'advisory'
        AND (classid, objid) = (%s, %s)
"""


def waited_for():
    """How many locks another connection holds that somebody waits for."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")  # else a transaction sees who was there
        cursor.execute(WAITED_FOR)
        return cursor.fetchone()[0]


def in_hand(work, which):
    """Whether somebody holds that piece of the work; the server notices late that they went."""
    with connection.cursor() as cursor:
        cursor.execute(IN_HAND, [work, which])
        return cursor.fetchone() != (0,)
