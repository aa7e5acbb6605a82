"""The stage: the database that tests play in, with the real catalogue in it.

It is made by the migrations, once, and stands on the shelf between runs; each worker plays in a
copy. A test that commits is not followed by emptying every table and loading the catalogue anew:
rows that it left go, rows that it took come back. The server says by each row which transaction
wrote it, so the catalogue need not be compared with itself.
"""

import fcntl
from contextlib import contextmanager
from functools import cache

from django.conf import settings
from django.db import connection, transaction

from interchange.database import privileges
from tests import ownership, shelf

BEGINNING = "beginning"  # the schema that keeps what stood in the tables at first
_copied = []  # the number of the last transaction before the tests, once there is a copy


@contextmanager
def made(shared, kept, furnish):
    """A database of the worker's own, copied from the one that the first worker made.

    `shared` is a folder of this run's, `kept` one that outlives it; `furnish` puts in what every
    test begins with.
    """
    spare = connection.settings_dict["NAME"]
    original, own = f"test_{spare}_stage", connection.creation._get_test_db_name()
    with _alone(shared):
        if not (users := _users(shared)):
            _fetch_or_build(original, kept, furnish)
        _write_users(shared, users + 1)
        _copy(original, own)
    yield
    connection.creation.destroy_test_db(spare, verbosity=0)
    with _alone(shared):
        _write_users(shared, left := _users(shared) - 1)
        if not left:
            _drop(original)


def set_back():
    """Leave in every table what stood there before the first test, and nothing else.

    A page that still writes is waited for.
    """
    keep_quiet = "SET session_replication_role = replica"
    with ownership.owning(connection, keep_quiet), transaction.atomic(), connection.cursor() as ask:
        ask.execute(_setting_back())


@contextmanager
def _alone(shared):
    with (shared / "stage.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _users(shared):
    noted = shared / "stage.users"
    return int(noted.read_text()) if noted.exists() else 0


def _write_users(shared, count):
    (shared / "stage.users").write_text(str(count))


def _fetch_or_build(name, kept, furnish):
    on_the_shelf = shelf.place(kept, connection.pg_version)
    if on_the_shelf.exists():
        _drop(name)
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'CREATE DATABASE "{name}"')
        shelf.fetch(on_the_shelf, name)
    else:
        _build(name, furnish)
        shelf.keep(on_the_shelf, name)


def _build(name, furnish):
    connection.settings_dict["TEST"]["NAME"] = name
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    furnish()
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE SCHEMA {BEGINNING}")
        for table in _columns("public"):
            cursor.execute(f'SELECT EXISTS (SELECT FROM "{table}")')
            if cursor.fetchone()[0]:
                cursor.execute(f'CREATE TABLE {BEGINNING}."{table}" AS TABLE public."{table}"')
    connection.close()


def _copy(original, name):
    """Copy the database, and give the role that serves what no copy takes along."""
    _drop(name)
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{original}"')
    connection.close()
    connection.settings_dict["TEST"]["NAME"] = name
    connection.settings_dict["NAME"] = settings.DATABASES["default"]["NAME"] = name
    privileges.grant()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id()::xid::text")
        _copied[:] = cursor.fetchone()


def _drop(name):
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _columns(schema):
    """Give the columns of each table that are not worked out from others, ready for a statement."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, string_agg(quote_ident(column_name), ', ')"
            " FROM information_schema.columns JOIN pg_tables"
            " ON (schemaname, tablename) = (table_schema, table_name)"
            " WHERE table_schema = %s AND is_generated = 'NEVER' GROUP BY 1",
            [schema],
        )
        return dict(cursor.fetchall())


def _keys():
    """Give the columns of each table's primary key, ready for a statement."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_index"
            " JOIN pg_class ON pg_class.oid = indrelid"
            " JOIN pg_attribute ON attrelid = indrelid AND attnum = ANY (indkey)"
            " WHERE indisprimary AND relnamespace = 'public'::regnamespace GROUP BY 1"
        )
        return dict(cursor.fetchall())


@cache
def _setting_back():
    columns, kept, keys, [copied] = _columns("public"), _columns(BEGINNING), _keys(), _copied
    names = ", ".join(f'"{table}"' for table in columns)
    statements = [f"LOCK TABLE {names} IN SHARE ROW EXCLUSIVE MODE"]
    statements += [f'DELETE FROM "{table}"' for table in columns if table not in kept]
    for table in kept:
        key = keys[table]
        statements += [
            f"DELETE FROM \"{table}\" WHERE age(xmin) < age('{copied}'::xid)",
            f'INSERT INTO "{table}" ({columns[table]}) SELECT {columns[table]}'
            f' FROM {BEGINNING}."{table}" WHERE ({key}) NOT IN (SELECT {key} FROM "{table}")',
        ]
    return "; ".join(statements)
