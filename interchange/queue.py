"""How does a worker hear of new work? The one place that sends to Celery: by name, after commit."""

import logging
from functools import partial

from django.db import transaction
from kombu.exceptions import OperationalError

log = logging.getLogger(__name__)


def hint(task, **arguments):
    """Tell a worker, once the transaction is committed, that there may be work for `task`.

    Takes a task's name and its keyword arguments (ids only). A hint may get lost, since the work
    itself stands in the database and the sweeper takes what hints left: so a broker that is down
    never turns a saved change into an error page. The same hint twice in a transaction goes once.
    """
    call = partial(send, task, arguments)
    call.__qualname__ = send.__qualname__  # Django names it in its log should it fail
    waiting = (one for _, one, _ in transaction.get_connection().run_on_commit)
    if not any(isinstance(one, partial) and one.args == call.args for one in waiting):
        transaction.on_commit(call, robust=True)


def send(task, arguments):
    """Send the task now; a broker that does not answer is logged and forgotten."""
    from interchange.celery import app

    try:
        app.send_task(task, kwargs=arguments)
    except OperationalError as problem:
        log.warning("no hint for %s: %s", task, problem)
