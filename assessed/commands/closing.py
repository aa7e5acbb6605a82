"""How does an application close whose exam has a grade by now? By itself, told to its centre."""

import logging

from django.db import transaction

from assessed import queries
from assessed.commands.considering import move_on, tell_centre
from assessed.consideration_states import CLOSE
from entries.commands import hold_people
from interchange import tries
from interchange.accounts.commands import service_account
from results.models import AwaitedGrade

log = logging.getLogger(__name__)


def close_what_is_graded(*, at) -> int:
    """Close the applications that are open though the exam has a grade; give how many were.

    Each by itself, told to its centre; one that fails is logged, stays open and keeps no other
    from it. Call it outside of a transaction; whoever works out awards does, since a grade that
    comes raises one. Trouble with the database is raised.
    """
    return sum(_closed(one, at) for one in queries.graded_meanwhile())


def _closed(consideration, at):
    """Close one; log it where that fails by itself."""
    try:
        return _close(consideration, at)
    except Exception as problem:
        if tries.is_the_databases(problem):
            raise
        log.error("application %s cannot be closed", consideration.number, exc_info=problem)
        return False


@transaction.atomic
def _close(consideration, at):
    """Close an application, unless it was decided or the grade is gone by now."""
    hold_people([consideration.entry.candidate_id])
    found = queries.graded_meanwhile().filter(pk=consideration.pk).first()
    if found is None:
        return False
    words = f"The exam has the result {found.came}."
    move_on(CLOSE, found, AwaitedGrade.Stage.OFF, service_account(), at, words)
    tell_centre("closed", found, at)
    return True
