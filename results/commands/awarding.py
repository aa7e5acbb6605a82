"""How are awards worked out? In batches of what is due, safe against being killed or run twice.

What is due stands in the database: nothing here is lost with a worker or the broker, and what is
awarded is marked in the same transaction, so nothing is awarded twice.
"""

import logging
from datetime import timedelta
from functools import partial

from django.db import connection, transaction
from django.db.models import F

from entries.models import AwardDue
from interchange import tries
from interchange.accounts import permissions
from interchange.accounts.roles import Permission
from interchange.audit import trail
from interchange.queue import hint
from interchange.refusals import AlreadyDone
from results.commands import issuing, keeping

log = logging.getLogger(__name__)

TRIED = """
    UPDATE entries_awarddue
    SET attempts = attempts + 1,
        problem = CASE WHEN attempts + 1 = %(most)s THEN %(last)s ELSE problem END
    WHERE id = ANY(%(batch)s)
"""
HOLD = """
    SELECT entry_id, due FROM entries_awarddue WHERE id = ANY(%s) AND done < due
    ORDER BY entry_id FOR UPDATE SKIP LOCKED
"""
DONE = "UPDATE entries_awarddue SET done = due, attempts = 0, problem = '' WHERE entry_id = ANY(%s)"
BATCH = 5000
MOST_TRIES = 4  # batches shrink with each try: 5000, 500, 50, 1
LAST_TRY = "Tried alone after three tries in batches, and no answer came: its worker was killed."


def award_due(*, at, limit=BATCH, older_than=timedelta(0)) -> int:
    """Work out at most `limit` of the awards that are due; give how many were settled.

    `older_than` leaves out what became due only just now. An entry that cannot be worked out is
    noted with its problem, and the others go on. Several workers may run this at once. Call it
    outside of a transaction, so that a batch that kills its worker is taken smaller next time.
    Trouble with the database is raised, and no try of the entries.
    """
    tries.settle_up()
    batch = take(limit, at - older_than if older_than else None)
    with tries.counted_already(partial(take_back, batch)):
        return settle(batch, at)


@transaction.atomic
def take(limit, before) -> list[int]:
    """Count one more try for the next batch, those least tried first; give their ids."""
    due = AwardDue.objects.filter(done__lt=F("due"), attempts__lt=MOST_TRIES)
    if before:
        due = due.filter(raised_at__lte=before)
    due = due.order_by("attempts", "entry_id").select_for_update(skip_locked=True, of=("self",))
    rows = list(due.values_list("pk", "attempts")[:limit])
    if not rows:
        return []
    least = rows[0][1]
    most = 1 if least + 1 == MOST_TRIES else max(1, limit // 10**least)
    batch = [pk for pk, tried in rows if tried == least][:most]
    with connection.cursor() as cursor:
        cursor.execute(TRIED, {"batch": batch, "most": MOST_TRIES, "last": LAST_TRY})
    return batch


def take_back(batch) -> None:
    """Take the try back of those of the batch that it was none of: neither done nor given up."""
    tried = AwardDue.objects.filter(pk__in=batch, done__lt=F("due"), attempts__gt=0)
    tried.filter(problem__in=["", LAST_TRY]).update(attempts=F("attempts") - 1, problem="")


def settle(batch, at) -> int:
    """Work out the awards of the batch; where one fails, find it and let the others go on."""
    if not batch:
        return 0
    try:
        return _work_out(batch, at)
    except Exception as problem:
        if tries.is_the_databases(problem):
            raise
        if len(batch) == 1:
            _give_up(batch[0], problem)
            return 1
        middle = len(batch) // 2
        return settle(batch[:middle], at) + settle(batch[middle:], at)


@transaction.atomic
def _work_out(batch, at) -> int:
    """Award what is due of the batch and nobody else is working on, and keep where it stands.

    Gives how many entries these were.

    Their results are read only once they are locked: whatever is banked later raises them anew.
    Entries that are withdrawn or closed are done without an award, unless they had one: that is
    lowered where it must be.
    """
    with connection.cursor() as cursor:
        cursor.execute(HOLD, [batch])
        raised = dict(cursor.fetchall())
    worked = issuing.issue(raised, at=at)
    keeping.keep(raised, worked, at=at)
    with connection.cursor() as cursor:
        cursor.execute(DONE, [list(raised)])
    return len(raised)


@transaction.atomic
def _give_up(pk, problem) -> None:
    """Note why an entry cannot be worked out and leave it, until it is raised or tried again."""
    log.error("award %s cannot be worked out", pk, exc_info=problem)
    said = f"{type(problem).__name__}: {problem}"[:300]
    AwardDue.objects.filter(pk=pk).update(attempts=MOST_TRIES, problem=said)


@transaction.atomic
def try_again(*, due, by, at) -> None:
    """Have an award that was given up worked out once more. Raises AlreadyDone."""
    permissions.check(by, Permission.BANK_RESULTS, centre=due.entry.centre)
    given_up = AwardDue.objects.filter(pk=due.pk).exclude(problem="")
    if not given_up.update(attempts=0, problem=""):
        raise AlreadyDone("It is worked out anew already.")
    trail.record("awarddue.try_again", about=due, by=by, at=at)
    hint("results.award_due")
