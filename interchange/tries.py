"""Whose failure is it: the item's, which is tried so often and no more, or the database's?

Who works through items (files, awards) counts a try before it begins, so that one which kills its
worker is not taken for ever. A database that goes away meanwhile is no try of the item: the count
is taken back, at once where it can be, else before the next try of this process.
"""

import logging
from collections import deque
from contextlib import contextmanager

from django.db import DatabaseError, InterfaceError, OperationalError, connection

log = logging.getLogger(__name__)

OF_THE_DATABASE = (  # what PostgreSQL's codes begin with that no item can be blamed for
    "08",  # the connection broke
    "25006",  # only reading is possible: it is being moved
    "40",  # a deadlock, or a transaction to be done again
    "53100",  # the disk is full
    "53300",  # too many connections
    "55P03",  # a lock was not given in time
    "57P",  # it is being shut down, or starts
    "58",  # an error of its system
)
owed = deque()  # what takes counts back that could not be taken back yet


def is_the_databases(problem):
    """Whether the exception tells of trouble with the database, whatever was being done.

    A connection that breaks is an error without a code, of whichever of the plain classes. What an
    item could come to each time, such as a statement that takes too long, is the item's own.
    """
    if isinstance(problem, InterfaceError):
        return True
    if not isinstance(problem, DatabaseError):
        return False
    code = getattr(problem.__cause__, "pgcode", None)
    if code is None:
        return type(problem) in (OperationalError, DatabaseError)
    return code.startswith(OF_THE_DATABASE)


@contextmanager
def counted_already(take_back):
    """Around work on items whose try is counted: where the database fails, it was none.

    `take_back()` is then called to take the count back. The exception goes on to whoever waits for
    the database. Belongs outside of transactions.
    """
    try:
        yield
    except Exception as problem:
        if is_the_databases(problem):
            owed.append(take_back)
            connection.close_if_unusable_or_obsolete()
            settle_up()
        raise


def settle_up():
    """Take back what is still to be taken back; called before the next try is counted."""
    while owed:
        take_back = owed.popleft()
        try:
            take_back()
        except (DatabaseError, InterfaceError) as problem:
            owed.appendleft(take_back)
            log.warning("a try is not taken back yet: %s", problem)
            return
