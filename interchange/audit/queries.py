"""Is the trail as it was sealed?"""

from collections.abc import Iterable, Iterator
from itertools import chain, islice

from django.db import connection
from django.db.models import Count, Max

from interchange.audit import rules
from interchange.audit.models import Event, Seal
from interchange.audit.rules import Block, Head

AT_ONCE = 1000  # events of a block, at most
LEAF = f"""
    substr(sha256(convert_to(jsonb_build_array(
        id, name, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'),
        by_id, centre, about, label, detail
    )::text, 'UTF8')), 1, {rules.LEAF})
"""  # of all that an event says: another column belongs here
LEAVES = f"""
    SELECT coalesce(array_agg(id ORDER BY id), '{{}}'),
           coalesce(string_agg(leaf, '' ORDER BY id), '')
    FROM (SELECT id, {LEAF} AS leaf FROM audit_event WHERE id > %s AND id <= %s
          ORDER BY id LIMIT %s) AS block
"""
MOST_NAMED = 20


def leaves(after: int, last: int, most: int | None = None) -> tuple[list[int], bytes]:
    """The numbers of the events after the one and up to the last, and the leaf of each, in turn."""
    with connection.cursor() as cursor:
        cursor.execute(LEAVES, [after, last, most])
        ids, found = cursor.fetchone()
    return ids, bytes(found)


def last_seal() -> Block | None:
    """The last seal, if anything is sealed."""
    last = Seal.objects.order_by("-number").first()
    return last and last.block


def breaks(heads: Iterable[Head] = ()) -> Iterator[str]:
    """What is otherwise than it was sealed or than a head says, in sentences; reads all of it.

    Blocks are read one after the other, so that any number of them takes as little memory.
    """
    said: dict[
        int, list[Head]
    ] = {}  # a day on which nothing was done has the head of the one before
    for one in heads:
        said.setdefault(one.number, []).append(one)
    number, digest, last = 0, rules.BEGINNING, rules.FIRST_AFTER
    for seal in Seal.objects.order_by("number").iterator(50):
        block = seal.block
        yield from _of_the_chain(block, number, digest, last)
        for head in said.pop(block.number, ()):
            if (head.digest, head.last) != (block.digest, block.last):
                yield f"seal {block.number} is not the one that the head of {head.on} names"
        yield from rules.differences(block.ids, block.leaves, *leaves(last, block.last))
        number, digest, last = block.number, block.digest, max(last, block.last)
    for head in chain.from_iterable(said.values()):
        yield f"seal {head.number}, which the head of {head.on} names, is gone"


def _of_the_chain(block, number, digest, last):
    if block.number != number + 1:
        yield f"seal {block.number} comes after seal {number}: what was between them is gone"
    if block.digest != block.digest_after(digest):
        yield f"seal {block.number} does not follow from seal {number}"
    if block.last <= last:
        yield f"seal {block.number} covers what was sealed before it"


def not_sealed() -> int:
    """How many events are not sealed yet."""
    last = Seal.objects.aggregate(last=Max("last"))["last"]
    return Event.objects.filter(id__gt=rules.FIRST_AFTER if last is None else last).aggregate(
        many=Count("id")
    )["many"]


def first_few(found: Iterator[str]) -> tuple[list[str], int]:
    """The first few of what was found, and how many more there are."""
    first = list(islice(found, MOST_NAMED))
    return first, sum(1 for _ in found)
