"""Two people at once, each on a connection of their own to the real database."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import close_old_connections, connection

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
