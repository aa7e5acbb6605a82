"""What else is known that may explain why there is no result? Gathered from whoever knows it.

The apps above register what they gather (`gathered_by`), when they are ready; what lies below is
gathered here. Whatever changes it makes the awards of the persons due, so that what is kept of
registrations says it, too.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from django.db import connection

from entries.models import DuplicateAnswer
from entries.size_states import OPEN as SIZE_OPEN
from entries.transfer_states import OPEN as TRANSFER_OPEN
from entries.transfer_states import Status as Transferred
from interchange.bulk import array_of
from results.diagnosis import Seen

Found = tuple[int, str, Seen]  # entry id, the cause that it is, what was seen
Gatherer = Callable[[Sequence[int]], Iterable[Found]]

BELOW = """
    SELECT entry_id, CASE WHEN status = %(asked)s THEN 'transfer_to_answer' ELSE 'transfer_open' END
    FROM entries_transfer
    WHERE status = ANY(%(transfers)s) AND entry_id = ANY(%(entries)s::bigint[])
    UNION ALL
    SELECT entry_id, 'size_change_open' FROM entries_sizechange
    WHERE status = ANY(%(sizes)s) AND entry_id = ANY(%(entries)s::bigint[])
    UNION ALL
    SELECT entry.id, 'duplicate_record'
    FROM entries_duplicateanswer said
    JOIN entries_candidate one ON one.id = said.one_id
    JOIN entries_candidate other ON other.id = said.other_id
    JOIN entries_candidate record ON record.person_id IN (one.person_id, other.person_id)
    JOIN entries_qualificationentry entry ON entry.candidate_id = record.id
    WHERE said.answer = %(one)s AND said.parted_at IS NULL AND said.centre_id = entry.centre_id
          AND one.person_id <> other.person_id AND entry.id = ANY(%(entries)s::bigint[])
    UNION ALL
    SELECT entry.id, 'number_in_question'
    FROM entries_numbertwice twice
    JOIN entries_candidate lost ON lost.id = twice.candidate_id
    JOIN entries_candidate record ON record.person_id = lost.person_id
    JOIN entries_qualificationentry entry ON entry.candidate_id = record.id
    WHERE twice.answer = '' AND entry.id = ANY(%(entries)s::bigint[])
"""
_gatherers: list[Gatherer] = []


def gathered_by(gatherer: Gatherer) -> None:
    """Have circumstances gathered by this, too: what an app above knows of entries (ids).

    It asks the same number of queries for one entry and for thousands, and gives of each entry what
    its centre may see.
    """
    _gatherers.append(gatherer)


def circumstances(entries: Iterable[int]) -> dict[int, dict[str, Seen]]:
    """What is known of each of the entries (ids), by the cause that it is; most have nothing.

    What is known twice of an entry is told of all its units at once, by the earliest day.
    """
    ids = list(entries)
    if not ids:
        return {}
    found: dict[int, dict[str, Seen]] = defaultdict(dict)
    for gatherer in (_below, *_gatherers):
        for entry, cause, seen in gatherer(ids):
            before = found[entry].get(cause)
            found[entry][cause] = _together(before, seen) if before else seen
    return dict(found)


def _together(one: Seen, other: Seen) -> Seen:
    days = [seen.on for seen in (one, other) if seen.on]
    return Seen(
        tuple(dict.fromkeys([*one.units, *other.units])),
        tuple(dict.fromkeys([*one.details, *other.details])),
        min(days, default=None),
    )


def _below(ids: Sequence[int]) -> list[Found]:
    """What entries know: transfers, changes of size, second records, numbers on two records."""
    known = {
        "entries": array_of(ids),
        "asked": Transferred.ASKED.value,
        "transfers": sorted(TRANSFER_OPEN),
        "sizes": sorted(SIZE_OPEN),
        "one": DuplicateAnswer.Answer.ONE_PERSON.value,
    }
    with connection.cursor() as cursor:
        cursor.execute(BELOW, known)
        return [(entry, cause, Seen()) for entry, cause in cursor.fetchall()]
