"""How does a worker hear of new work? The one place that sends to Celery: by name, after commit."""

import atexit
import logging
import os
from functools import partial
from queue import Full, Queue
from threading import Lock, Thread

from django.db import transaction
from kombu.exceptions import OperationalError

from interchange.logs import request_id

log = logging.getLogger(__name__)

MOST = 200  # hints that wait for a broker; a worker that hears of one finds the work of all
LAST = 0.5  # seconds for which a process that ends waits for its last hints to leave


def hint(task, **arguments):
    """Tell a worker, once the transaction is committed, that there may be work for `task`.

    Takes a task's name and its keyword arguments (ids only). A hint may get lost, since the work
    itself stands in the database and the sweeper takes what hints left: so a broker that is down
    never turns a saved change into an error page, and one that hangs holds no page. The same hint
    twice in a transaction goes once.
    """
    call = partial(post, task, arguments)
    call.__qualname__ = post.__qualname__  # Django names it in its log should it fail
    waiting = (one for _, one, _ in transaction.get_connection().run_on_commit)
    if not any(isinstance(one, partial) and one.args == call.args for one in waiting):
        transaction.on_commit(call, robust=True)


def send(task, arguments, request=""):
    """Send the task now, however long the broker takes; one that fails is logged and forgotten.

    `request` is the id of the request it comes of, to which what the worker logs belongs, too.
    """
    from interchange.celery import app

    try:
        app.send_task(task, kwargs=arguments, retry=False, headers={"request": request})
    except OperationalError as problem:
        log.warning("no hint for %s: %s", task, problem)


class Messenger:
    """Carries hints to the broker in a thread of its own, so that nobody waits for the broker."""

    def __init__(self):
        """Begin with nothing to carry; the thread is started by the first hint."""
        self.hints, self.thread, self.starting = Queue(MOST), None, Lock()

    def take(self, task, arguments):
        """Take a hint along; one too many is logged and forgotten."""
        try:
            self.hints.put_nowait((task, arguments, request_id.get()))
        except Full:
            log.warning("no hint for %s: %s wait for the broker already", task, MOST)
        with self.starting:
            if self.thread is None:
                self.thread = Thread(target=self.carry, name="hints", daemon=True)
                self.thread.start()

    def carry(self):
        """Send one hint after the other, as long as the process lives."""
        while True:
            task, arguments, request = self.hints.get()
            try:
                send(task, arguments, request)
            except Exception:
                log.exception("no hint for %s", task)
            finally:
                self.hints.task_done()

    def is_done(self, seconds):
        """Wait for all hints to leave, that many seconds at most; say whether they have left."""
        with self.hints.all_tasks_done:
            return self.hints.all_tasks_done.wait_for(
                lambda: not self.hints.unfinished_tasks, seconds
            )


messengers = [Messenger()]  # of this process, which is another one after a fork


def post(task, arguments):
    """Hand a hint to the thread that sends it, and go on."""
    messengers[0].take(task, arguments)


def all_sent(seconds):
    """Wait that many seconds at most for the hints of this process; say whether they have left."""
    return messengers[0].is_done(seconds)


def _begin_anew():
    messengers[:] = [Messenger()]


os.register_at_fork(after_in_child=_begin_anew)  # threads stay behind
atexit.register(all_sent, LAST)
