"""How is a PostgreSQL of our own made, started and spoken to?"""

import os
import shutil
import signal
import subprocess
import time
from pathlib import Path
from urllib.parse import quote

from local import binaries, places, processes
from local.guard import alive
from local.identity import identity, reachable_programs
from local.problem import CannotStart

NAME = "portal"  # of the database and of its owner
SERVING = "portal_serving"  # the role that serves; `manage.py prepare` says what it may
# For data nobody keeps. A vacuum between two tests notes that tables are empty, and the next test's
# thousands of rows are then joined as if they were none: minutes for a query of milliseconds.
QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off")
PATIENCE = 60  # seconds until a server that does not answer has failed


def prepare(folder, sockets, *, spare, quick=False):
    """Make the data folder unless it is there, and give the command that serves it.

    Takes the folders for data and sockets, and a `spare` one for where a stand-in for root cannot
    reach. Raises CannotStart where the data are of another major version.
    """
    who = identity()
    programs = binaries.postgres()
    if not (who.reaches(programs) and who.reaches(folder.parent)):
        programs = reachable_programs(programs, who, places.open_to_all(spare))
        folder = spare / folder.name
    who.give(sockets)
    _make(folder, programs, who, quick)
    _check_version(folder, programs)
    _remove_stale_lock(folder)
    (sockets / ".s.PGSQL.5432.lock").unlink(missing_ok=True)
    settings = ["listen_addresses=", *(QUICK if quick else ())]
    return [
        *who.prefix,
        str(programs / "postgres"),
        *("-D", str(folder), "-k", str(sockets)),
        *(word for setting in settings for word in ("-c", setting)),
    ]


def _make(folder, programs, who, quick):
    """Make the data folder, whole or not at all."""
    if (folder / "PG_VERSION").exists():
        return
    unfinished = folder.with_name(folder.name + ".new")
    shutil.rmtree(unfinished, ignore_errors=True)
    who.give(unfinished)
    command = [*who.prefix, str(programs / "initdb"), "-D", str(unfinished), "--username", NAME]
    command += ["--auth=trust", "--encoding=UTF8", "--no-instructions"]
    command += ["--no-sync"] if quick else []
    command += _locale(programs)
    done = subprocess.run(command, capture_output=True, text=True, env=_clean(), **who.user)
    if done.returncode:
        raise CannotStart(f"PostgreSQL could not make {folder}: {done.stderr.strip()}")
    unfinished.rename(folder)


def _locale(programs):
    """Give the options for Unicode: PostgreSQL's own from version 17 on, else the system's."""
    if binaries.major_version(programs) >= 17:
        return ["--locale-provider=builtin", "--locale=C.UTF-8"]
    return ["--locale=C.UTF-8"]


def _check_version(folder, programs):
    """Raise CannotStart if the data are of another major version than the programs."""
    kept, here = int((folder / "PG_VERSION").read_text()), binaries.major_version(programs)
    if kept != here:
        raise CannotStart(
            f"The data in {folder} are of PostgreSQL {kept}, and this machine now has {here}: "
            "'make demo-reset' starts over, or install the other version again."
        )


def _remove_stale_lock(folder):
    """Remove what a killed server left, which would keep the next from starting.

    Only called while the data folder is ours. A server that still runs on it is asked to stop.
    """
    lock = folder / "postmaster.pid"
    if not lock.exists():
        return
    pid = int(lock.read_text().split("\n")[0] or 0)
    if pid and _serves(pid, folder):
        os.kill(pid, signal.SIGINT)
        wait_for(lambda: not alive(pid), "The PostgreSQL of an earlier run does not stop.")
    lock.unlink(missing_ok=True)


def _serves(pid, folder):
    """Whether the process is a PostgreSQL on this data folder, not a later owner of the number."""
    try:
        return Path(f"/proc/{pid}/cwd").resolve(strict=True) == folder.resolve()
    except OSError:
        return False


def wait_for(true, otherwise):
    """Wait until it is true; CannotStart with the sentence `otherwise` where that takes too long"""
    deadline = time.monotonic() + PATIENCE
    while not true():
        if time.monotonic() > deadline:
            raise CannotStart(otherwise)
        time.sleep(0.02)


def start(command, *, guard, log, quick=False):
    """Start the server that `prepare` gave the command for. Gives its process."""
    return processes.start(
        command,
        guard=guard,
        log=log,
        env=_clean(),
        stop_signal=signal.SIGQUIT if quick else signal.SIGINT,
        last=True,
        user=identity().user,
    )


def wait_until_ready(process, sockets, log):
    """Wait for the first answer and make the portal's database; CannotStart if the server ends."""

    def answers():
        if process.poll() is not None:
            raise CannotStart(f"PostgreSQL did not start: {last_line(log)}")
        return _database_is_there(sockets)

    wait_for(answers, f"PostgreSQL does not answer; {log} tells more.")


def _database_is_there(sockets):
    """Make the database and the role that serves. Whether they are there; False without answer."""
    import psycopg2

    try:
        connection = psycopg2.connect(host=str(sockets), user=NAME, dbname="postgres")
    except psycopg2.OperationalError:
        return False
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [NAME])
            if not cursor.fetchone():
                cursor.execute(f'CREATE DATABASE "{NAME}"')
            cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [SERVING])
            if not cursor.fetchone():
                cursor.execute(f'CREATE ROLE "{SERVING}" LOGIN')
    finally:
        connection.close()
    return True


def url(sockets, role=SERVING):
    """Give the URL of the server whose socket is in the folder, for the role."""
    return f"postgres://{role}@{quote(str(sockets), safe='')}/{NAME}"


def _clean():
    """Give the environment without what would tell PostgreSQL of another server."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PG")}


def last_line(log):
    """The last thing that a log says, for a sentence."""
    lines = Path(log).read_text(errors="replace").strip().splitlines()
    return lines[-1] if lines else "it said nothing."
