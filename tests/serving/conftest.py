"""A gunicorn of the portal's own kind, with a small application behind it."""

import os
import signal
import socket
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.waiting import until

ROOT = Path(__file__).resolve().parent.parent.parent
THREADS = 4


class Served:
    """Where the application is served, and what was logged."""

    def __init__(self, port, log, process):
        """Note the port, the access log's path, and the process that serves."""
        self.port, self.log, self.process = port, log, process

    def send(self, text):
        """A connection on which that much has been sent."""
        connection = socket.create_connection(("127.0.0.1", self.port), timeout=10)
        connection.sendall(text.encode())
        return connection

    def ask(self, text):
        """All that is answered until the connection is closed."""
        with self.send(text) as connection:
            return read_all(connection)


def read_all(connection):
    """All that comes until the other side hangs up."""
    pieces = []
    while piece := connection.recv(65536):
        pieces.append(piece)
    return b"".join(pieces).decode()


@contextmanager
def serving(folder):
    """gunicorn with one process of THREADS threads, by the portal's own configuration."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = door.getsockname()[1]
        command = [
            *(sys.executable, "-m", "gunicorn", "--config", str(ROOT / "gunicorn.conf.py")),
            *("--bind", f"fd://{door.fileno()}", "--workers", "1", "--threads", str(THREADS)),
            *("--access-logfile", str(folder / "access"), "--error-logfile", str(folder / "error")),
            "tests.serving.application:application",
        ]
        process = subprocess.Popen(
            command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, pass_fds=[door.fileno()]
        )
        try:
            served = Served(port, folder / "access", process)
            until(lambda: "200 OK" in served.ask("GET / HTTP/1.0\r\nHost: a\r\n\r\n"))
            yield served
        finally:
            process.send_signal(signal.SIGQUIT)
            process.wait(10)


@pytest.fixture(scope="session")
def served(tmp_path_factory):
    """One for all tests that leave it as it was."""
    with serving(tmp_path_factory.mktemp("gunicorn")) as one:
        yield one
