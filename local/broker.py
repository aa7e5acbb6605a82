"""How is a broker of our own started and spoken to?"""

import socket

from local import binaries, processes
from local.postgres import last_line, wait_for
from local.problem import CannotStart

SOCKET = "broker.sock"
KEEP = ("--appendonly", "yes")
FORGET = ("--appendonly", "no")


def prepare(folder, sockets, *, quick=False):
    """Give the command that serves the data in the folder on a socket of its own."""
    folder.mkdir(mode=0o700, exist_ok=True)
    (sockets / SOCKET).unlink(missing_ok=True)
    return [
        str(binaries.broker()),
        *("--port", "0", "--unixsocket", str(sockets / SOCKET), "--unixsocketperm", "700"),
        *("--dir", str(folder), "--save", "", "--maxmemory-policy", "noeviction"),
        *(FORGET if quick else KEEP),
    ]


def start(command, *, guard, log):
    """Start the broker that `prepare` gave the command for. Gives its process."""
    return processes.start(command, guard=guard, log=log, last=True)


def wait_until_ready(process, sockets, log):
    """Wait for the first answer; CannotStart if the broker ends instead."""

    def answers():
        if process.poll() is not None:
            raise CannotStart(f"The broker did not start: {last_line(log)}")
        return says_pong(sockets / SOCKET)

    wait_for(answers, f"The broker does not answer; {log} tells more.")


def says_pong(path):
    """Whether a broker answers at the socket of that path."""
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(1)
        try:
            connection.connect(str(path))
            connection.sendall(b"PING\r\n")
            return connection.recv(7).startswith(b"+PONG")
        except OSError:
            return False


def url(sockets):
    """Give the REDIS_URL of the broker whose socket is in the folder."""
    return f"redis+socket://{sockets / SOCKET}"
