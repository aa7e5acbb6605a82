"""How is a process started so that nothing of it is ever left behind?"""

import contextlib
import os
import signal
import subprocess

from local.guard import Guard

ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Ended(BaseException):
    """Somebody asked this program to end; `number` is the signal."""

    def __init__(self, number):
        super().__init__(number)
        self.number = number


@contextlib.contextmanager
def ending_cleanly():
    """Turn the first signal to end into Ended; further ones do not disturb the clearing up."""

    def end(number, frame):
        for each in ENDINGS:
            signal.signal(each, signal.SIG_IGN)
        raise Ended(number)

    before = {number: signal.signal(number, end) for number in ENDINGS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextlib.contextmanager
def guarded():
    """Give a guard, and stop all it knows of at the end."""
    guard = Guard()
    try:
        yield guard
    finally:
        guard.finish()
        _collect()


def _collect():
    """Take note of every child that has ended, so that none stays in the process table."""
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            continue


def start(command, *, guard, log=None, env=None, stop_signal=signal.SIGTERM, last=False, user=None):
    """Start a process in a group of its own, known to the guard before its first instruction.

    Takes the file its output is added to (else it goes where ours goes), the signal that stops it,
    whether it is one of the `last` to stop, and the user it runs as. Gives the Popen.
    """

    def introduce():
        for number in ENDINGS:
            signal.signal(number, signal.SIG_DFL)
        guard.add(os.getpid(), stop_signal, last)

    with open(log, "ab") if log else contextlib.nullcontext() as output:
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            env=env,
            start_new_session=True,
            preexec_fn=introduce,
            **(user or {}),
        )
