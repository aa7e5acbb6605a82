"""Who stops the servers if the program that started them is killed?

A guard is a small child process that reads a pipe. The program writes into it what it starts; when
the pipe closes, because the program ended in whatever way, the guard stops what is still running.
"""

import contextlib
import os
import shutil
import signal
import time

PATIENCE = 5  # seconds until a process that was asked to stop is killed


class Guard:
    """Knows every process of this program that must not outlive it.

    It keeps open what was open when it was made, such as the lock of the data folder: so the lock
    is free only when everything has stopped.
    """

    def __init__(self):
        reading, self.writing = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            os.close(self.writing)
            _watch(reading)
        os.close(reading)

    def add(self, pid, stop_signal, last):
        """Note a process group; `last` ones (the servers) are stopped after the others."""
        self.say(f"+ {pid} {int(stop_signal)} {int(last)}")

    def remove(self, pid):
        """Note that a process has ended, since its number may be given to another."""
        self.say(f"- {pid}")

    def throw_away(self, folder):
        """Note a folder to delete in the end."""
        self.say(f"d {folder}")

    def finish(self):
        """Let the guard stop what is left, and wait for it."""
        os.close(self.writing)
        os.waitpid(self.pid, 0)

    def say(self, line):
        os.write(self.writing, f"{line}\n".encode())


def _watch(reading):
    """Be the guard: read until the pipe closes, stop everything, and end this process."""
    try:
        os.setsid()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        silence = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(silence, stream)
        _clear_up(os.fdopen(reading))
    finally:
        os._exit(0)


def _clear_up(lines):
    """Read the lines to their end, then stop the processes and delete the folders they name."""
    running, folders = {}, []
    for line in lines:
        kind, rest = line[0], line[2:-1]
        if kind == "+":
            pid, stop_signal, last = map(int, rest.split())
            running[pid] = (stop_signal, last)
        elif kind == "-":
            running.pop(int(rest), None)
        else:
            folders.append(rest)
    for stage in (0, 1):
        _stop({pid: number for pid, (number, last) in running.items() if last == stage})
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)


def _stop(signals, patience=PATIENCE):
    """Ask each process (a number and its signal) to stop; after `patience` seconds, kill it."""
    for pid, number in signals.items():
        _send(os.kill, pid, number)
    deadline = time.monotonic() + patience
    for pid in signals:
        while alive(pid) and time.monotonic() < deadline:
            time.sleep(0.02)
        _send(os.killpg, pid, signal.SIGKILL)
        while alive(pid):
            time.sleep(0.02)


def _send(how, pid, number):
    """Send a signal to a process, or group, that may have ended already."""
    with contextlib.suppress(ProcessLookupError):
        how(pid, number)


def alive(pid):
    """Whether the process still runs; one that only waits to be collected does not."""
    with contextlib.suppress(ChildProcessError):
        os.waitpid(pid, os.WNOHANG)
    try:
        with open(f"/proc/{pid}/stat") as file:
            return file.read().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False
