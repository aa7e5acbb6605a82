"""Is somebody else serving this folder?"""

import fcntl
import os
import time
from contextlib import contextmanager

from local.guard import alive
from local.problem import CannotStart

PATIENCE = 30  # seconds for the guard of a killed demo to finish


@contextmanager
def hold(path):
    """Hold the lock at the path; CannotStart where a demo that runs holds it.

    The guard of a demo keeps the lock until all has stopped, so after a killed demo this waits.
    """
    with open(path, "a+") as file:
        deadline = time.monotonic() + PATIENCE
        while not _taken(file):
            file.seek(0)
            holder = file.read().strip()
            if not holder.isdecimal() or alive(int(holder)) or time.monotonic() > deadline:
                raise CannotStart(
                    f"A demo already runs on {path.parent} (process {holder}): stop it first."
                )
            time.sleep(0.1)
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield


def _taken(file):
    """Try to take the lock. Whether that worked."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
