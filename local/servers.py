"""Which servers does a command get: the ones the environment names, or our own?"""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from local import broker, given, places, postgres
from local.problem import CannotStart


@dataclass(frozen=True)
class Server:
    """A server of our own that runs: what it is called, how it was started, and its process."""

    name: str
    start: object
    process: subprocess.Popen


def throw_away(guard):
    """Start throw-away servers for what the environment does not name. Gives the variables."""
    folder = places.throw_away_folder()
    guard.throw_away(folder)
    variables, _ = start(folder, folder / "s", guard=guard, spare=folder, log=folder, quick=True)
    return variables


def start(data, sockets, *, guard, spare, log, quick=False):
    """Start a server of our own for each that the environment does not name.

    Takes the folders for their data, sockets and logs. Gives the environment variables that lead
    to them and the list of the servers. Raises CannotStart.
    """
    variables, running = {}, []
    sockets = places.fitting(Path(sockets))
    if os.environ.get("DATABASE_URL"):
        given.check_databases()
    else:
        running.append(_database(data, sockets, guard, spare, log, quick))
        variables["DATABASE_URL"] = postgres.url(sockets)
        variables["DATABASE_OWNER_URL"] = postgres.url(sockets, postgres.NAME)
    if os.environ.get("REDIS_URL"):
        given.check_broker(os.environ["REDIS_URL"])
    else:
        running.append(_queue(data, sockets, guard, log, quick))
        variables["REDIS_URL"] = broker.url(sockets)
    return variables, running


def _database(data, sockets, guard, spare, log, quick):
    """Start a PostgreSQL of our own and wait until it answers."""
    command = postgres.prepare(data / "postgres", sockets, spare=spare, quick=quick)
    log = log / "postgres.log"

    def begin():
        return postgres.start(command, guard=guard, log=log, quick=quick)

    server = Server("database", begin, begin())
    postgres.wait_until_ready(server.process, sockets, log)
    return server


def _queue(data, sockets, guard, log, quick):
    """Start a broker of our own and wait until it answers.

    Data that it cannot read are deleted: what is true stands in the database, and the sweeper
    finds what a lost message left undone.
    """
    sockets.mkdir(mode=0o700, exist_ok=True)
    folder, log = data / "broker", log / "broker.log"

    def begin():
        return broker.start(broker.prepare(folder, sockets, quick=quick), guard=guard, log=log)

    process = begin()
    try:
        broker.wait_until_ready(process, sockets, log)
    except CannotStart:
        if process.poll() is None:
            raise
        guard.remove(process.pid)
        shutil.rmtree(folder)
        process = begin()
        broker.wait_until_ready(process, sockets, log)
    return Server("broker", begin, process)
