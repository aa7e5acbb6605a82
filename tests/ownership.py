"""Tests play as the role that serves; making and emptying their database is the owner's part.

The role is put on by an option of the connection, so that other threads and pages have it too.
Where DATABASE_URL names one role for everything, nothing of this happens.
"""

from contextlib import contextmanager

from django.conf import settings
from django.db import connection

from interchange.database import roles

AS_SET = settings.DATABASES["default"]["OPTIONS"]["options"]


@contextmanager
def owning(through=connection, *settled):
    """Be the owner for a while, with the statements in force."""
    with through.cursor() as cursor:
        cursor.execute("SET ROLE NONE")
        for statement in settled:
            cursor.execute(statement)
    try:
        yield
    finally:
        with through.cursor() as cursor:
            cursor.execute("RESET session_replication_role")
            cursor.execute("RESET ROLE")


def count():
    """Let the server count what is in the tables: a test that makes much is planned for nothing.

    It counts what the open transaction made too. Without, a page of 400 people may take minutes.
    """
    with owning(), connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def serve():
    """From now on, be the role that serves."""
    if not roles.one_role():
        role = settings.SERVING_ROLE["USER"]
        connection.settings_dict["OPTIONS"]["options"] = f"{AS_SET} -c role={role}"
        connection.close()


def stop_serving():
    """Be the owner again, who drops the database."""
    connection.settings_dict["OPTIONS"]["options"] = AS_SET
    connection.close()
