"""The catalogue as games read it: nothing in a game changes it, so that once is enough.

The fees, dates and series, which a game's clock and history do change, are asked every time.
"""

import sys
from contextlib import ExitStack, contextmanager
from copy import copy
from functools import wraps
from unittest import mock

from django.db import connection
from django.db.models import QuerySet

from interchange.catalogue import queries as catalogue
from results.queries import ground

READ = (
    catalogue.versions,
    catalogue.figures,
    catalogue.registration_days,
    catalogue.closed_units,
    ground.in_force,
    ground.unit_numbers,
)
PLANNED_QUICKLY = """
    SET join_collapse_limit = 1; SET from_collapse_limit = 1; SET jit = off;
    SET enable_hashjoin = off; SET enable_mergejoin = off
"""


@contextmanager
def read_once():
    """Inside, each reader of the catalogue asks once for the same, whichever module calls it."""
    with ExitStack() as patches:
        for read in READ:
            once = patches.enter_context(_remembering(read))
            for module in [*sys.modules.values()]:
                if vars(module).get(read.__name__) is read:
                    patches.enter_context(mock.patch.object(module, read.__name__, once))
        yield


@contextmanager
def _remembering(read):
    """The reader, which remembers what it gave until the end of the block."""
    known, playing = {}, [True]

    @wraps(read)
    def once(*asked):
        if not playing or any(isinstance(one, QuerySet) for one in asked):
            return read(*asked)
        asked = [one if isinstance(one, str) else _fixed(one) for one in asked]
        key = tuple(asked)
        if key not in known:
            known[key] = read(*asked)
        return copy(known[key])

    try:
        yield once
    finally:
        playing.clear()


def _fixed(one):
    return frozenset(one) if hasattr(one, "__iter__") else one


def plan_quickly():
    """Have the database plan without weighing ways that a few rows do not need."""
    with connection.cursor() as cursor:
        cursor.execute(PLANNED_QUICKLY)
