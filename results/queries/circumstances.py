"""What else is known that may explain why there is no result? Gathered from whoever knows it.

The apps above register what they gather (`gathered_by`), when they are ready; what lies below is
gathered here. Whatever changes it makes the awards of the persons due, so that what is kept of
registrations says it, too.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from django.conf import settings
from django.db import connection

from entries.models import DuplicateAnswer
from entries.size_states import OPEN as SIZE_OPEN
from entries.states import OPEN
from entries.transfer_states import OPEN as TRANSFER_OPEN
from entries.transfer_states import Status as Transferred
from entries.unit_states import Status as UnitStatus
from interchange.bulk import array_of
from results.diagnosis import Seen
from results.models import QualificationResult

Found = tuple[int, str, Seen]  # entry id, the cause that it is, what was seen
Gatherer = Callable[[Sequence[int]], Iterable[Found]]

ASKED = """
    SELECT record.id, entry.id, entry.centre_id, own.subject_id, entry.status = ANY(%(open)s)
    FROM entries_qualificationentry entry
    JOIN catalogue_qualification own ON own.id = entry.qualification_id
    JOIN entries_candidate candidate ON candidate.id = entry.candidate_id
    JOIN entries_candidate record ON record.person_id = candidate.person_id
    WHERE entry.id = ANY(%(entries)s::bigint[])
"""
KNOWN = """
    SELECT entry.candidate_id, entry.id, NULL::bigint, NULL::bigint, NULL::boolean, NULL::bigint,
           CASE WHEN waits.status = %(asked)s THEN 'transfer_to_answer' ELSE 'transfer_open' END,
           '', ''
    FROM entries_transfer waits
    JOIN entries_qualificationentry entry ON entry.id = waits.entry_id
    WHERE waits.status = ANY(%(transfers)s) AND waits.entry_id = ANY(%(entries)s::bigint[])
    UNION ALL
    SELECT entry.candidate_id, entry.id, NULL, NULL, NULL, NULL, 'size_change_open', '', ''
    FROM entries_sizechange waits
    JOIN entries_qualificationentry entry ON entry.id = waits.entry_id
    WHERE waits.status = ANY(%(sizes)s) AND waits.entry_id = ANY(%(entries)s::bigint[])
    UNION ALL
    SELECT record.id, NULL, said.centre_id, NULL, NULL, NULL, 'duplicate_record', '', ''
    FROM entries_duplicateanswer said
    CROSS JOIN LATERAL (
        VALUES (said.one_id, said.other_id), (said.other_id, said.one_id)
    ) AS pair (record_id, other_id)
    JOIN entries_candidate record ON record.id = pair.record_id
    JOIN entries_candidate other ON other.id = pair.other_id
    WHERE said.answer = %(one)s AND said.parted_at IS NULL
          AND record.id = ANY(%(records)s::bigint[]) AND record.person_id <> other.person_id
    UNION ALL
    SELECT twice.candidate_id, NULL, NULL, NULL, NULL, NULL, 'number_in_question', '', ''
    FROM entries_numbertwice twice
    WHERE twice.answer = '' AND twice.candidate_id = ANY(%(records)s::bigint[])
    UNION ALL
    SELECT other.candidate_id, NULL, other.centre_id, NULL, false, other.id, 'other_result_held',
           '', result.grade || ' in ' || size.title || ' (' || size.code || ')'
    FROM entries_qualificationentry other
    JOIN catalogue_qualification size ON size.id = other.qualification_id
    JOIN results_qualificationresult result ON result.entry_id = other.id
    WHERE other.candidate_id = ANY(%(records)s::bigint[])
          AND result.outcome = %(award)s AND NOT EXISTS (
              SELECT FROM results_qualificationresult later WHERE later.supersedes_id = result.id
          )
    UNION ALL
    SELECT exam.candidate_id, NULL, exam.centre_id, its.subject_id, true, NULL, 'entered_late',
           unit.number, ''
    FROM entries_unitentry exam
    JOIN catalogue_series series ON series.id = exam.series_id
    JOIN catalogue_unit unit ON unit.id = exam.unit_id
    JOIN catalogue_qualification its ON its.id = exam.qualification_id
    WHERE exam.candidate_id = ANY(%(records)s::bigint[]) AND exam.status = %(entered)s
          AND (exam.made_at AT TIME ZONE %(here)s)::date > series.entries_close_on
          AND NOT EXISTS (
              SELECT FROM results_unitresult result
              WHERE result.candidate_id = exam.candidate_id AND result.unit_id = exam.unit_id
                    AND result.series_id = exam.series_id AND result.supersedes_id IS NULL
          )
    ORDER BY 7, 8, 9
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


def _below(ids: Sequence[int]) -> Iterator[Found]:
    """What entries know: transfers, changes of size, second records, numbers on two records.

    Of registrations that are over or withdrawn, what else the person was awarded at the centre; and
    exams without a result for which somebody was entered after entries had closed.

    The database reads by keys that it is given, and what is known of records meets the entries
    here: joined there, a centre's awards once met all its entries each, for a quarter of an hour.
    """
    of_record = defaultdict(list)
    for record, *entry in _rows(ASKED, entries=array_of(ids), open=sorted(OPEN)):
        of_record[record].append(entry)
    known = _rows(
        KNOWN,
        entries=array_of(ids),
        records=array_of(of_record),
        asked=Transferred.ASKED.value,
        transfers=sorted(TRANSFER_OPEN),
        sizes=sorted(SIZE_OPEN),
        one=DuplicateAnswer.Answer.ONE_PERSON.value,
        award=QualificationResult.Outcome.AWARD.value,
        entered=UnitStatus.ENTERED.value,
        here=settings.TIME_ZONE,
    )
    for record, *must_be, of_itself, cause, unit, words in known:
        for entry in of_record[record]:
            if entry[0] != of_itself and _fits(entry, must_be):
                yield entry[0], cause, Seen((unit,) if unit else (), (words,) if words else ())


def _fits(entry, must_be) -> bool:
    """Whether an entry, its centre and subject, and whether it is open, are as they must be."""
    return all(wanted in (None, own) for own, wanted in zip(entry, must_be, strict=True))


def _rows(sql, **values) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()
