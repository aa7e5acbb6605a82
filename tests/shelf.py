"""The shelf: a stage is kept for the next run, for as long as it would be made the same.

Migrations, models and the catalogue make it. Where no file of these, no package and no server has
changed, what the server's own program wrote of it is read in, in a tenth of the time. The folder is
pytest's: `pytest --cache-clear` empties it.
"""

import hashlib
import os
import subprocess
from pathlib import Path

from django.db import connection

from local import binaries
from local.problem import CannotStart

ROOT = Path(__file__).resolve().parents[1]
MOST = 4  # stages kept: of branches that take turns, and of a copy that is spoilt and put right
MAKES_IT = (
    *("interchange/**/*.py", "interchange/**/*.toml"),
    *("*/migrations/*.py", "*/models.py", "*/models/*.py"),
    *("requirements/development.txt", "tests/conftest.py", "tests/stage.py", "tests/shelf.py"),
)


def place(folder, server):
    """Give the file in which a stage like the one of now is kept, whether it is there or not.

    Takes the folder of the shelf and the version of the server.
    """
    everything = hashlib.sha256(str(server).encode())
    for path in sorted({path for kind in MAKES_IT for path in ROOT.glob(kind)}):
        everything.update(f"{path.relative_to(ROOT)}\0".encode() + path.read_bytes())
    return folder / f"{everything.hexdigest()}.sql"


def fetch(kept, name):
    """Fill the empty database of the name out of the file."""
    words = ("--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1", "--output")
    client("psql", name, *words, os.devnull, "--file", kept).check_returncode()


def keep(kept, name):
    """Write the database of the name into the file; of what was kept before, keep the newest.

    Where there is no program for it, or an older one than the server, nothing is kept.
    """
    unfinished = kept.with_suffix(f".{os.getpid()}")
    try:
        done = client("pg_dump", name, "--no-owner", "--no-privileges", "--file", unfinished)
    except (CannotStart, FileNotFoundError):
        return
    if done.returncode == 0:
        unfinished.rename(kept)
    newest = sorted(kept.parent.glob("*.sql"), key=lambda one: one.stat().st_mtime, reverse=True)
    for path in newest[MOST:]:
        path.unlink(missing_ok=True)


def client(program, name, *words):
    """Run a program of the server's on the database of the name, as its owner. Gives what came."""
    known = connection.settings_dict
    login = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD"}
    given = {word: str(known[key]) for word, key in login.items() if known[key]}
    return subprocess.run(
        [binaries.postgres() / program, *words, name],
        env={**os.environ, **given},
        capture_output=True,
        text=True,
    )
