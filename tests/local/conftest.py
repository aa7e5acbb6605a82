"""Programs that run beside the tests, and what is left of them."""

import os
import shutil
import signal
import subprocess
import sys
import uuid
from pathlib import Path

import psycopg2
import pytest

from local import places, postgres
from tests.local import initdb
from tests.waiting import PATIENCE, until


class Local:
    """Starts `python -m local` and finds every process that came of it."""

    def __init__(self, folder, packages):
        self.folder, self.packages = folder, packages
        self.mark = f"INTERCHANGE_TEST={uuid.uuid4()}"
        self.started = []

    def environment(self, **variables):
        """The environment of a machine without servers."""
        name, _, value = self.mark.partition("=")
        servers = dict.fromkeys(("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL"), "")
        paths = os.pathsep.join(map(str, [*self.packages, os.getcwd()]))
        return {**os.environ, **servers, "PYTHONPATH": paths, name: value, **variables}

    def start(self, *arguments, python=("-m", "local"), **variables):
        """Start it, with what it prints on a pipe."""
        process = subprocess.Popen(
            [sys.executable, *python, *arguments],
            env=self.environment(**variables),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        self.started.append(process)
        return process

    def finish(self, *arguments, **options):
        """Start it and wait. Gives the exit code and what it printed."""
        process = self.start(*arguments, **options)
        said, _ = process.communicate(timeout=PATIENCE)
        return process.returncode, said

    def left(self):
        """Give the command line of every process that came of it and still runs."""
        return [command for entry in Path("/proc").glob("[0-9]*") if (command := self.ours(entry))]

    def ours(self, entry):
        try:
            where = os.readlink(entry / "cwd")
            environment = (entry / "environ").read_bytes()
            command = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode()
        except OSError:
            return ""
        return command if self.mark.encode() in environment or self.holds(where) else ""

    def holds(self, where):
        return Path(where).is_relative_to(self.folder)


@pytest.fixture(scope="session")
def stand_in(tmp_path_factory):
    """Where packages are that stand in for installed ones: a quick initdb, where there can be."""
    return initdb.package(tmp_path_factory.mktemp("packages"))


@pytest.fixture
def local(tmp_path, stand_in):
    """A machine without servers, on which nothing is left running after the test."""
    machine = Local(tmp_path, stand_in)
    yield machine
    for process in machine.started:
        if process.poll() is None:
            process.terminate()
        process.wait(PATIENCE)
        process.stdout.close()
    assert until(lambda: not machine.left())
    shutil.rmtree(places.spare_folder(tmp_path / "data"), ignore_errors=True)


class NoGuard:
    """Stands for the guard: the test stops its servers itself."""

    def add(self, *process):
        pass


class Folders:
    """The folders of one PostgreSQL, and the servers started on them."""

    def __init__(self, base):
        self.data, self.sockets, self.spare = base / "data" / "postgres", base / "s", base
        self.log, self.started = base / "postgres.log", []
        self.data.parent.mkdir(mode=0o711)

    def prepare(self):
        return postgres.prepare(self.data, self.sockets, spare=self.spare, quick=True)

    def serve(self):
        """Start one and wait until it answers."""
        process = postgres.start(self.prepare(), guard=NoGuard(), log=self.log, quick=True)
        self.started.append(process)
        postgres.wait_until_ready(process, self.sockets, self.log)
        return process

    def asked(self, statement):
        """Whether somebody is asking the server this now."""
        opened = psycopg2.connect(host=str(self.sockets), user=postgres.NAME, dbname=postgres.NAME)
        with opened, opened.cursor() as cursor:
            cursor.execute(
                "SELECT 1 FROM pg_stat_activity WHERE query = %s AND state = 'active'", [statement]
            )
            found = cursor.fetchone()
        opened.close()
        return bool(found)


@pytest.fixture
def folders(stand_in, monkeypatch):
    for folder in stand_in:
        monkeypatch.syspath_prepend(folder)
    base = places.throw_away_folder()
    found = Folders(base)
    yield found
    for process in found.started:
        process.send_signal(signal.SIGQUIT)
        process.wait()
    shutil.rmtree(base)
