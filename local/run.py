"""How does a command run beside throw-away servers, as it would without us?"""

import os
import signal
import subprocess
import sys

from local import servers, trying
from local.processes import ENDINGS, Ended, ending_cleanly, guarded

PATIENCE = 10  # seconds until a command that was asked to end is killed


def run(command):
    """Run the command with all that the portal needs to be told. Gives its exit code."""
    try:
        with ending_cleanly(), guarded() as guard:
            variables = servers.throw_away(guard)
            environment = {**trying.settings(), **os.environ, **variables}
            return _foreground(command, environment, guard)
    except Ended as ended:
        return 128 + ended.number


def _foreground(command, environment, guard):
    """Run the command where the keyboard reaches it, and pass signals on. Gives its exit code."""

    def introduce():
        for number in ENDINGS:
            signal.signal(number, signal.SIG_DFL)
        guard.add(os.getpid(), signal.SIGTERM, last=False)

    try:
        process = subprocess.Popen(command, env=environment, preexec_fn=introduce)
    except OSError as problem:
        print(f"{command[0]}: {problem.strerror}", file=sys.stderr)
        return 127
    try:
        code = process.wait()
    except Ended as ended:
        code = _end(process, ended.number)
    guard.remove(process.pid)
    return code if code >= 0 else 128 - code


def _end(process, number):
    """Pass the signal on and wait. Gives the exit code."""
    if not (number == signal.SIGINT and _keyboard_reaches_us()):
        process.send_signal(number)
    try:
        return process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        return process.wait()


def _keyboard_reaches_us():
    """Whether Ctrl-C came from a terminal, which sends it to the command as well."""
    try:
        return os.tcgetpgrp(0) == os.getpgrp()
    except OSError:
        return False
