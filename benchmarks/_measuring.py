"""What does a page cost? The work of the processor, queries and memory, of one that is asked.

Work is processor time, of Python and of the database's process that answers it: other load on the
machine does not change it. Where that process cannot be looked at, the time of the queries counts.
"""

import gc
import os
import pickle
import signal
import time
import traceback
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.db import connection, connections
from django.db.backends.signals import connection_created

MOST_SECONDS = 20  # that a page may take here
SETTINGS = f"SET statement_timeout = '{MOST_SECONDS}s'; SET max_parallel_workers_per_gather = 0"


class TooLong(BaseException):
    """The page takes longer than anybody waits; nothing between may take it for its own error."""


@dataclass(frozen=True)
class Cost:
    """How a page answered, the milliseconds of work until its first byte, and its queries."""

    status: int
    work: float
    of_database: float
    queries: int


def prepare_connections():
    """Have every connection give up on a statement in time, and work in one process."""
    connection_created.connect(_set_up, dispatch_uid="benchmarks")
    connection.settings_dict["CONN_MAX_AGE"] = None
    connections.close_all()


def _set_up(connection, **_):
    with connection.cursor() as cursor:
        cursor.execute(SETTINGS)


def cost(client, address) -> Cost:
    """What the page costs until its first byte; a page of text is whole by then."""
    queries = _Queries()
    connection.ensure_connection()
    before, began = _of_database(), time.process_time()
    try:
        with connection.execute_wrapper(queries), _in_time():
            answer = client.get(address)
            if answer.streaming:
                next(iter(answer.streaming_content), None)
            status = answer.status_code
            answer.close()
    except TooLong:
        connection.close()
        return Cost(599, MOST_SECONDS * 1000, 0, queries.number)
    after = _of_database()
    asked = queries.seconds * 1000 if None in (before, after) else after - before
    return Cost(status, (time.process_time() - began) * 1000 + asked, asked, queries.number)


class _Queries:
    """Counts the queries, and the seconds until they were answered."""

    def __init__(self):
        """Begin at nothing."""
        self.number, self.seconds = 0, 0.0

    def __call__(self, execute, sql, params, many, context):
        """Count one."""
        began = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            self.number += 1
            self.seconds += time.perf_counter() - began


def _of_database():
    """The milliseconds of work of the database's process so far; None where nobody can tell."""
    told = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat")
    try:
        return int(told.read_text().split()[0]) / 1e6
    except OSError:
        return None


@contextmanager
def _in_time():
    def too_long(*_):
        raise TooLong

    signal.signal(signal.SIGALRM, too_long)
    signal.setitimer(signal.ITIMER_REAL, MOST_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def memory(client, address) -> float:
    """By how many MB a process grows at most that answers the page, which is read for a while."""
    return elsewhere(lambda: _growth(lambda: _read(client, address)))


def _read(client, address):
    try:
        with _in_time():
            answer = client.get(address)
            for _ in answer.streaming_content if answer.streaming else ():
                pass
            answer.close()
    except TooLong:
        pass


def _growth(does):
    gc.collect()
    Path("/proc/self/clear_refs").write_text("5")  # the peak begins anew
    before = _megabytes("VmRSS:")
    does()
    return _megabytes("VmHWM:") - before


def _megabytes(name):
    return int(Path("/proc/self/status").read_text().split(name)[1].split()[0]) / 1024


def elsewhere(does):
    """Do it in a process of its own, with a connection of its own; give what it gives."""
    connections.close_all()
    told, tells = os.pipe()
    child = os.fork()
    if not child:
        code = 1
        try:
            with os.fdopen(tells, "wb") as out:
                pickle.dump(does(), out)
            code = 0
        except Exception:
            traceback.print_exc()
        finally:
            os._exit(code)
    os.close(tells)
    with os.fdopen(told, "rb") as given:
        found = given.read()
    if os.waitpid(child, 0)[1]:
        raise RuntimeError("what another process was to do failed")
    return pickle.loads(found)
