"""Real worker and sweeper processes beside the tests, with a broker of their own."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection

from interchange.queue import send
from local import broker
from tests.waiting import until

HINT = "results.award_due"


def database_url():
    """The address of the test database, for another process: as the role that serves."""
    known = {**connection.settings_dict, **settings.SERVING_ROLE}
    host = quote(known["HOST"] or "", safe="")
    port = f":{known['PORT']}" if known["PORT"] else ""
    user = f"{quote(known['USER'])}:{quote(known['PASSWORD'])}@" if known["USER"] else ""
    return f"postgres://{user}{host}{port}/{known['NAME']}"


class Machinery:
    """The processes of one test: a broker, workers, sweepers; all of them end with the test."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.processes = []
        self.broker = None
        self.log = (self.folder / "log").open("w+b")  # closed by finish
        self.url = broker.url(self.folder)

    def start_broker(self):
        """Start an empty broker and wait for its answer."""
        command = broker.prepare(self.folder / "broker", self.folder, quick=True)
        self.broker = self.start(command)
        until(lambda: broker.says_pong(self.folder / broker.SOCKET))

    def empty_broker(self):
        """Make the broker forget everything."""
        with socket.socket(socket.AF_UNIX) as line:
            line.connect(str(self.folder / broker.SOCKET))
            line.sendall(b"FLUSHALL\r\n")
            assert line.recv(16).startswith(b"+OK")

    def worker(self):
        """Start a worker that takes one task at a time."""
        words = ("-m", "celery", "-A", "interchange.celery", "worker", "--pool", "solo")
        quiet = ("--loglevel", "warning", "--without-gossip", "--without-mingle")
        return self.start([sys.executable, *words, *quiet])

    def sweeper(self):
        """Start the sweeper."""
        return self.start([sys.executable, "manage.py", "sweep"])

    def start(self, command):
        """Start a process in a group of its own."""
        servers = {"DATABASE_URL": database_url(), "DATABASE_OWNER_URL": "", "REDIS_URL": self.url}
        ours = {**servers, "LOG_LEVEL": "ERROR"}
        mail = {"EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend"}
        process = subprocess.Popen(
            command,
            env={**os.environ, **ours, **mail},
            stdin=subprocess.DEVNULL,
            stdout=self.log,
            stderr=self.log,
            start_new_session=True,
        )
        self.processes.append(process)
        return process

    def kill(self, process):
        """Kill a process with all its children, without a word."""
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def hint(self, times=1):
        """Tell the workers that awards are due."""
        for _ in range(times):
            send(HINT, {})

    def finish(self):
        """Kill what still runs."""
        for process in self.processes:
            if process.poll() is None:
                self.kill(process)
        self.log.seek(0)
        print(self.log.read().decode())  # shown where the test failed
        self.log.close()


@pytest.fixture
def machinery(transactional_db, monkeypatch):
    """A Machinery whose broker runs, to which this process sends its hints too."""
    from interchange.celery import app

    with tempfile.TemporaryDirectory(prefix="x") as folder:
        made = Machinery(folder)
        monkeypatch.setattr(app.conf, "broker_url", made.url)
        monkeypatch.setattr(app, "_pool", None)
        monkeypatch.setattr(app.amqp, "_producer_pool", None)
        made.start_broker()
        yield made
        app.pool.force_close_all()
        made.finish()
