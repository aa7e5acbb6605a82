"""How are awards worked out? In batches of what is due, safe against being killed or run twice.

What is due stands in the database: nothing here is lost with a worker or the broker, and what is
awarded is marked in the same transaction, so nothing is awarded twice.
"""

import logging
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from django.db import connection, transaction
from django.db.models import F

from entries.models import AwardDue
from entries.states import Status
from interchange import tries
from interchange.accounts import permissions
from interchange.accounts.roles import Permission
from interchange.audit import trail
from interchange.bulk import array_of, uncollected
from interchange.holding import Work, let_go, wait_for
from interchange.queue import hint
from interchange.refusals import AlreadyDone
from results.commands import issuing, keeping
from results.models import AwardBatch

log = logging.getLogger(__name__)

KILLED = """
    WITH killed AS (
        DELETE FROM results_awardbatch
        WHERE pg_try_advisory_xact_lock(%(work)s, id::int) RETURNING awards
    )
    UPDATE entries_awarddue
    SET attempts = attempts + 1,
        problem = CASE WHEN attempts + 1 = %(most)s THEN %(last)s ELSE problem END
    WHERE id IN (SELECT unnest(awards) FROM killed) AND done < due AND attempts < %(most)s
"""
NEXT = """
    SELECT id, attempts FROM entries_awarddue
    WHERE done < due AND attempts < %(most)s
          AND (%(before)s::timestamptz IS NULL OR raised_at <= %(before)s)
          AND id NOT IN (SELECT unnest(awards) FROM results_awardbatch)
    ORDER BY attempts, entry_id LIMIT %(limit)s
"""
IN_HAND = """
    INSERT INTO results_awardbatch (awards) VALUES (%s::bigint[])
    RETURNING id, pg_try_advisory_lock(%s, id::int)
"""
HOLD = """
    SELECT entry_id, due FROM entries_awarddue WHERE id = ANY(%s::bigint[]) AND done < due
    ORDER BY entry_id FOR UPDATE SKIP LOCKED
"""
DONE = """
    UPDATE entries_awarddue SET done = due, attempts = 0, problem = ''
    WHERE entry_id = ANY(%s::bigint[])
"""
BESIDE = """
    UPDATE entries_awarddue award SET due = award.due + 1, attempts = 0, problem = ''
    FROM entries_qualificationentry beside
    WHERE award.entry_id = beside.id AND award.done >= award.due AND beside.status = %(withdrawn)s
          AND beside.id <> ALL(%(entries)s::bigint[]) AND beside.candidate_id IN (
              SELECT record.id
              FROM results_qualificationresult result
              JOIN entries_qualificationentry entry ON entry.id = result.entry_id
              JOIN entries_candidate candidate ON candidate.id = entry.candidate_id
              JOIN entries_candidate record ON record.person_id = candidate.person_id
              WHERE result.entry_id = ANY(%(entries)s::bigint[]) AND result.issued_at = %(at)s
          )
"""
BATCH = 10_000
MOST_TRIES = 4  # batches shrink with each try: 10000, 1000, 100, 1
LAST_TRY = "Tried alone after three tries in batches, and no answer came: its worker was killed."
EVERYBODY = 0  # whoever takes holds this, among what is taken


@dataclass(frozen=True)
class Batch:
    """Awards due (ids) that this worker has in hand, and the number of their AwardBatch."""

    awards: list[int]
    number: int | None = None

    def __len__(self):
        return len(self.awards)


def award_due(*, at, limit=BATCH, older_than=timedelta(0)) -> int:
    """Work out at most `limit` of the awards that are due; give how many were settled.

    `older_than` leaves out what became due only just now. An entry that cannot be worked out is
    noted with its problem, and the others go on. Several workers may run this at once. Call it
    outside of a transaction, so that a batch that kills its worker is taken smaller next time.
    Trouble with the database is raised, and no try of the entries.
    """
    tries.settle_up()
    batch = take(limit, at - older_than if older_than else None)
    if not batch:
        return 0
    try:
        with tries.counted_already(partial(put_back, batch)):
            return settle(batch.awards, at, batch.number)
    finally:
        let_go(Work.AWARDS, batch.number)


@transaction.atomic
def take(limit, before) -> Batch:
    """Take the next batch in hand, those least tried first; empty where nothing is to be taken.

    What killed workers had in hand is put down with a try more. Nobody else takes what is in hand.
    """
    wait_for(Work.TAKING_AWARDS, [EVERYBODY])
    known = {"work": Work.AWARDS, "most": MOST_TRIES, "last": LAST_TRY}
    with connection.cursor() as cursor:
        cursor.execute(KILLED, known)
        cursor.execute(NEXT, {"most": MOST_TRIES, "before": before, "limit": limit})
        rows = cursor.fetchall()
        if not rows:
            return Batch([])
        least = rows[0][1]
        most = 1 if least + 1 == MOST_TRIES else max(1, limit // 10**least)
        awards = [pk for pk, tried in rows if tried == least][:most]
        cursor.execute(IN_HAND, [array_of(awards), Work.AWARDS])
        number, _ = cursor.fetchone()
    return Batch(awards, number)


@transaction.atomic
def put_back(batch) -> None:
    """Put the batch down without a try; takes it back where another worker counted it already."""
    if not AwardBatch.objects.filter(pk=batch.number).delete()[0]:
        take_back(batch.awards)


def take_back(batch) -> None:
    """Take the try back of those of the batch that it was none of: neither done nor given up."""
    tried = AwardDue.objects.filter(pk__in=batch, done__lt=F("due"), attempts__gt=0)
    tried.filter(problem__in=["", LAST_TRY]).update(attempts=F("attempts") - 1, problem="")


def settle(awards, at, number=None) -> int:
    """Work out these awards; where one fails, find it and let the others go on.

    The AwardBatch of that number goes with the last of them.
    """
    try:
        return _work_out(awards, at, number)
    except Exception as problem:
        if tries.is_the_databases(problem):
            raise
        if len(awards) == 1:
            _give_up(awards[0], problem, number)
            return 1
        middle = len(awards) // 2
        return settle(awards[:middle], at) + settle(awards[middle:], at, number)


@transaction.atomic
def _work_out(awards, at, number) -> int:
    """Award what is due of these and nobody else is working on, and keep where it stands.

    Gives how many entries these were.

    Their results are read only once they are locked: whatever is banked later raises them anew.
    Entries that are withdrawn or closed are done without an award, unless they had one: that is
    lowered where it must be.
    """
    with connection.cursor() as cursor:
        cursor.execute(HOLD, [array_of(awards)])
        raised = dict(cursor.fetchall())
    with uncollected():  # until all that was made is gone
        _issue_and_keep(raised, at)
    with connection.cursor() as cursor:
        cursor.execute(DONE, [array_of(raised)])
        issued = {"entries": array_of(raised), "at": at, "withdrawn": Status.WITHDRAWN.value}
        cursor.execute(BESIDE, issued)  # what is told there is that this one is held
    _put_down(number)
    return len(raised)


def _issue_and_keep(raised, at) -> None:
    worked = issuing.issue(raised, at=at)
    keeping.keep(raised, worked, at=at)


def _put_down(number) -> None:
    """Have the batch of that number, if there is one, in hand no longer."""
    if number:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM results_awardbatch WHERE id = %s", [number])


@transaction.atomic
def _give_up(pk, problem, number) -> None:
    """Note why an entry cannot be worked out and leave it, until it is raised or tried again."""
    log.error("award %s cannot be worked out", pk, exc_info=problem)
    said = f"{type(problem).__name__}: {problem}"[:300]
    AwardDue.objects.filter(pk=pk).update(attempts=MOST_TRIES, problem=said)
    _put_down(number)


@transaction.atomic
def try_again(*, due, by, at) -> None:
    """Have an award that was given up worked out once more. Raises AlreadyDone."""
    permissions.check(by, Permission.BANK_RESULTS, centre=due.entry.centre)
    given_up = AwardDue.objects.filter(pk=due.pk).exclude(problem="")
    if not given_up.update(attempts=0, problem=""):
        raise AlreadyDone("It is worked out anew already.")
    trail.record("awarddue.try_again", about=due, by=by, at=at)
    hint("results.award_due")
