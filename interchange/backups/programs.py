"""PostgreSQL's own programs, which write a database into a file and put it back."""

import os
import subprocess

from django.conf import settings
from django.db import connection

from interchange.refusals import RuleBroken

LOGIN = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD"}


class NoProgram(RuleBroken):
    """The program is not there, or did not do it; the message says what it said."""


def dump(file, snapshot):
    """Write the database as of the snapshot into the file, in PostgreSQL's custom format."""
    words = ("--format=custom", "--no-owner", "--no-privileges", f"--snapshot={snapshot}")
    _run("pg_dump", *words, f"--file={file}", connection.settings_dict["NAME"])


def put_back(file, name):
    """Put what the file holds into the empty database of the name, all of it or nothing."""
    words = ("--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction")
    _run("pg_restore", *words, f"--dbname={name}", str(file))


def _run(program, *words):
    known = connection.settings_dict
    login = {word: str(known[name]) for word, name in LOGIN.items() if known[name]}
    try:
        done = subprocess.run(
            [settings.POSTGRES_BIN / program if settings.POSTGRES_BIN else program, *words],
            env={**os.environ, **login},
            capture_output=True,
            text=True,
        )
    except FileNotFoundError:
        raise NoProgram(
            f"{program} is not here: install PostgreSQL's client of the server's version, or say"
            " in POSTGRES_BIN which folder it is in."
        ) from None
    if done.returncode:
        raise NoProgram(f"{program} failed: {done.stderr.strip()}")
