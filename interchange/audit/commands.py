"""What is done with the trail beside writing it: it is sealed, and the head of a day is kept."""

import time
from dataclasses import replace
from datetime import datetime

from django.conf import settings
from django.db import connection, transaction
from django.utils.timezone import localdate

from interchange.audit import queries, rules
from interchange.audit.models import Seal
from interchange.audit.rules import Block, Head, heads_of
from interchange.holding import Work, wait_for

LONGEST = 20  # seconds to wait for those who write; what they write is sealed the next time
LOOK = 0.1
GIVEN = "SELECT CASE WHEN is_called THEN last_value END FROM audit_event_id_seq"
WRITING = """
    SELECT virtualtransaction FROM pg_locks
    WHERE locktype = 'relation' AND mode = 'RowExclusiveLock' AND pid <> pg_backend_pid()
    AND relation = 'audit_event'::regclass
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""


def seal(*, at: datetime) -> int:
    """Seal all events that are settled, in blocks; give how many.

    Numbers are given before transactions commit, and not in the order in which they do. So only
    what no open transaction can have a number below is sealed (docs/adr/0094).
    """
    last = _settled()
    return 0 if last is None else _sealed(last, at)


def _settled() -> int | None:
    """The last number that was given, once nobody writes any more who may have one up to it."""
    with connection.cursor() as cursor:
        cursor.execute(GIVEN)
        [last] = cursor.fetchone()
        cursor.execute(WRITING)
        waited_for, until = {one for (one,) in cursor.fetchall()}, time.monotonic() + LONGEST
        while waited_for and time.monotonic() < until:
            time.sleep(LOOK)
            cursor.execute(WRITING)
            waited_for &= {one for (one,) in cursor.fetchall()}
    return None if waited_for else last


@transaction.atomic
def _sealed(last, at):
    wait_for(Work.SEALING, [1])
    before = queries.last_seal()
    number, digest = (before.number, before.digest) if before else (0, rules.BEGINNING)
    after, many = before.last if before else rules.FIRST_AFTER, 0
    while True:
        ids, leaves = queries.leaves(after, last, queries.AT_ONCE)
        if not ids:
            return many
        number, after, many = number + 1, ids[-1], many + len(ids)
        block = Block(number, after, ids, leaves, at)
        digest = block.digest_after(digest)
        Seal.objects.create(**vars(replace(block, digest=digest)))


def keep_head(*, at: datetime) -> Head | None:
    """Write the last seal of the day into the file of heads, once a day; give it if it was written.

    The file is outside of the database, so that whoever changes the trail and all its seals would
    have to change it too.
    """
    last, on = queries.last_seal(), f"{localdate(at):%Y-%m-%d}"
    file = settings.TRAIL_HEADS
    kept = heads_of(file.read_text()) if file.exists() else []
    if last is None or any(one.on == on for one in kept):
        return None
    head = Head(on, last.number, last.last, last.digest)
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a") as opened:
        opened.write(f"{head}\n")
    return head
