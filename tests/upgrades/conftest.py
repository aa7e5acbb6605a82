"""A database as a released version left it, in a database of its own beside the test's."""

import lzma
import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import psycopg2
import pytest
from django.conf import settings
from django.db import connection

from interchange.database import roles

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
RELEASED = sorted(path.name.removesuffix(".sql.xz") for path in HERE.glob("*.sql.xz"))
OF_PSQL = ("\\", "SET transaction_timeout")  # lines that psql alone knows, or PostgreSQL 17 on


class Beside:
    """A database beside the test's: its owner's connection, and commands run on it."""

    def __init__(self, name):
        self.name = name
        known = connection.settings_dict
        self.login = {
            "host": known["HOST"],
            "port": known["PORT"],
            "user": known["USER"],
            "password": known["PASSWORD"],
        }

    def ask(self, statement, *values, dbname=None):
        """Do a statement as the owner. Gives the rows, if it has any."""
        known = {word: value for word, value in self.login.items() if value}
        opened = psycopg2.connect(dbname=dbname or self.name, **known)
        opened.autocommit = True
        try:
            with opened.cursor() as cursor:
                cursor.execute(statement, values or None)
                return cursor.fetchall() if cursor.description else None
        finally:
            opened.close()

    def begin_anew(self):
        """Be empty, whatever was put in before."""
        maintenance = {"dbname": "postgres"}
        self.ask(f'DROP DATABASE IF EXISTS "{self.name}" WITH (FORCE)', **maintenance)
        self.ask(f'CREATE DATABASE "{self.name}"', **maintenance)

    def load(self, version):
        """Put in what a released version left."""
        text = lzma.decompress((HERE / f"{version}.sql.xz").read_bytes()).decode()
        lines = (line for line in text.split("\n") if not line.startswith(OF_PSQL))
        self.ask("\n".join(lines))

    def manage(self, *words, **variables):
        """Run a command of the portal on it. Gives the exit code and what it said."""
        owner = {"USER": self.login["user"], "PASSWORD": self.login["password"]}
        serving = owner if roles.one_role() else settings.SERVING_ROLE
        ours = {"DATABASE_URL": self.url(serving), "DATABASE_OWNER_URL": self.url(owner)}
        done = subprocess.run(
            [sys.executable, str(ROOT / "manage.py"), *words],
            env={**os.environ, **ours, **variables},
            capture_output=True,
            text=True,
        )
        return done.returncode, done.stdout + done.stderr

    def url(self, role):
        """The URL of it for a role."""
        password = f":{quote(role['PASSWORD'], safe='')}" if role["PASSWORD"] else ""
        place = quote(self.login["host"] or "", safe="")
        port = f":{self.login['port']}" if self.login["port"] else ""
        return f"postgres://{role['USER']}{password}@{place}{port}/{self.name}"

    def counts(self):
        """How many rows each table of the portal has."""
        tables = self.ask(
            "SELECT table_name FROM information_schema.tables"
            " WHERE table_schema = 'public' AND table_type = 'BASE TABLE' ORDER BY 1"
        )
        return {name: self.ask(f'SELECT count(*) FROM "{name}"')[0][0] for (name,) in tables}


@pytest.fixture(scope="module")
def beside(django_db_setup, request):
    """An empty database beside the test's."""
    made = Beside(f"{connection.settings_dict['NAME']}_beside")
    made.begin_anew()
    yield made
    made.ask(f'DROP DATABASE "{made.name}" WITH (FORCE)', dbname="postgres")


@contextmanager
def inside(database, *, serving=False):
    """Be connected to the database beside, as its owner or as the role that serves."""
    options, own = connection.settings_dict["OPTIONS"], connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict.update(NAME=database.name, OPTIONS=options if serving else {})
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict.update(NAME=own, OPTIONS=options)
