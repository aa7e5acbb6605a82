"""How do the demo's processes keep running? One that ends is started again, ever more slowly."""

import os
import time

SHORTEST_WAIT = 0.5  # seconds before the first new try
LONGEST_WAIT = 30
STEADY = 60  # seconds after which a process counts as well again
LOOK_EVERY = 0.5


class Kept:
    """One process that must run: its name and the function that starts it."""

    def __init__(self, name, start, process=None):
        self.name, self.start = name, start
        self.process = process or start()
        self.started = time.monotonic()
        self.wait = SHORTEST_WAIT
        self.due = None  # when to start it again

    def look(self, *, guard, say):
        """Start the process again if it has ended and its wait is over."""
        now = time.monotonic()
        if self.due is None and self.process.poll() is not None:
            guard.remove(self.process.pid)
            if now - self.started > STEADY:
                self.wait = SHORTEST_WAIT
            self.due = now + self.wait
            self.wait = min(2 * self.wait, LONGEST_WAIT)
            say(f"The {self.name} has ended ({self.process.returncode}); it is started again.")
        elif self.due is not None and now >= self.due:
            self.process, self.started, self.due = self.start(), now, None


def keep(processes, *, guard, say, parent=None):
    """Look after the processes until this program is asked to end, or nobody is there any more.

    Nobody is there when the terminal has gone, or the `parent`, the process that started it.
    """
    terminal = os.isatty(0)
    while parent in (None, os.getppid()) and os.isatty(0) == terminal:
        for each in processes:
            each.look(guard=guard, say=say)
        time.sleep(LOOK_EVERY)
