"""Work in processes of its own, as workers do it: how long it took, and with how much memory."""

import json
import os
import time
from dataclasses import dataclass


@dataclass(frozen=True)
class Measured:
    """The seconds until the last of the processes had ended its work, and the most memory of one.

    Memory is in MB. `own` are the seconds of processor time that they took themselves, whatever
    else the machine did; what the database took is not in it.
    """

    seconds: float
    memory: int
    own: float


def in_processes(work, number=1, ready=None) -> Measured:
    """Do the work in so many processes at once; each gets `ready` first, which is not timed.

    Raises RuntimeError where one failed.
    """
    from django.db import connections

    connections.close_all()
    children = [_begin(work, ready) for _ in range(number)]
    ended = [_end(*child) for child in children]
    return Measured(
        seconds=max(one.seconds for one in ended),
        memory=max(one.memory for one in ended),
        own=sum(one.own for one in ended),
    )


def _begin(work, ready):
    """Begin a process; gives its id and from where its seconds can be read."""
    reading, writing = os.pipe()
    child = os.fork()
    if child:
        os.close(writing)
        return child, reading
    code = 1
    try:
        os.close(reading)
        seconds = _timed(work, ready)
        os.write(writing, json.dumps(seconds).encode())
        code = 0
    finally:
        os._exit(code)


def _timed(work, ready):
    """The seconds that the work took."""
    import traceback

    try:
        if ready:
            ready()
        began = time.perf_counter()
        work()
        return time.perf_counter() - began
    except BaseException:
        traceback.print_exc()
        raise


def _end(child, reading):
    """Wait for the process."""
    with os.fdopen(reading) as told:
        seconds = told.read()
    _, status, used = os.wait4(child, 0)
    if status or not seconds:
        raise RuntimeError("a process failed")
    own = used.ru_utime + used.ru_stime
    return Measured(json.loads(seconds), used.ru_maxrss // 1024, own)
