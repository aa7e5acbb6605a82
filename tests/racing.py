"""Two people at once, each on a connection of their own to the real database."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier, Event

from django.db import close_old_connections, connection, transaction

from interchange.clashes import Clash, clashes_told
from interchange.refusals import RuleBroken
from interchange.workflow import MoveRefused


def at_once(*acts):
    """Do the acts at the same moment; give what each came to, or how it was refused."""
    start = Barrier(len(acts))

    def run(act):
        close_old_connections()
        start.wait(timeout=10)
        try:
            with clashes_told():
                return act()
        except (MoveRefused, RuleBroken, Clash) as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        ended = [pool.submit(run, act) for act in acts]
    wrong = [one.exception() for one in ended if one.exception()]
    if len(wrong) > 1:  # one may have come of the other
        raise BaseExceptionGroup("more than one went wrong", wrong)
    return [one.result() for one in ended]


@contextmanager
def meanwhile(act):
    """Inside of it, somebody else has done the act on a connection of their own, uncommitted."""
    done, over = Event(), Event()

    def run():
        close_old_connections()
        try:
            with transaction.atomic():
                act()
                done.set()
                over.wait(timeout=20)
        finally:
            done.set()
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        acting = pool.submit(run)
        done.wait(timeout=20)
        try:
            yield
        finally:
            over.set()
    acting.result()


@contextmanager
def impatient(milliseconds=300):
    """Wait for nobody's lock longer than that; a Clash says that somebody holds it."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET lock_timeout = '{milliseconds}ms'")
    try:
        with clashes_told():
            yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("RESET lock_timeout")
