"""All unit results out of the database and the awards into it, as Arrow tables by ADBC."""

from importlib import import_module
from importlib.util import find_spec

from benchmarks import _by_sql

NEEDED = ("adbc_driver_postgresql", "pyarrow")  # beside a package that awards
WRITE = "WITH awarded AS (SELECT entry_id, outcome, grade, points FROM baseline_awarded), "


def missing(package):
    """Which packages are not installed, of those that it takes to award by this one."""
    return [one for one in (package, *NEEDED) if not find_spec(one)]


def load(package):
    """Import what awarding by the package needs; nothing where it needs none."""
    if package:
        for one in (package, "pyarrow", "adbc_driver_postgresql.dbapi"):
            import_module(one)


def connected():
    """A connection by ADBC to the database that Django has."""
    from adbc_driver_postgresql import dbapi
    from django.db import connection

    given = connection.settings_dict
    known = {
        "host": given["HOST"],
        "port": given["PORT"],
        "user": given["USER"],
        "password": given["PASSWORD"],
        "dbname": given["NAME"],
    }
    words = " ".join(f"{name}='{value}'" for name, value in known.items() if value)
    return dbapi.connect(words)


def read(database):
    """All unit results of who is due, as an Arrow table."""
    return _asked(database, _by_sql.READ)


def table(database, name):
    """One of the tables of rules."""
    columns = {"rules": "qualification_id, mandatory, need"}.get(name, "*")
    return _asked(database, f"SELECT {columns} FROM baseline_{name}")


def _asked(database, query):
    with database.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetch_arrow_table()


def write(database, awarded):
    """Write the awards, in one transaction."""
    with database.cursor() as cursor:
        cursor.adbc_ingest("baseline_awarded", awarded, mode="create", temporary=True)
        cursor.execute(WRITE + _by_sql.write())
    database.commit()
