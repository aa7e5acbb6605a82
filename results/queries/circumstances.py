"""What else is known that may explain why there is no result? Gathered from whoever knows it.

The apps above register what they gather (`gathered_by`), when they are ready; what lies below is
gathered here. Whatever changes it makes the awards of the persons due, so that what is kept of
registrations says it, too.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

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

BELOW = """
    SELECT entry_id,
           CASE WHEN status = %(asked)s THEN 'transfer_to_answer' ELSE 'transfer_open' END,
           '', ''
    FROM entries_transfer
    WHERE status = ANY(%(transfers)s) AND entry_id = ANY(%(entries)s::bigint[])
    UNION ALL
    SELECT entry_id, 'size_change_open', '', '' FROM entries_sizechange
    WHERE status = ANY(%(sizes)s) AND entry_id = ANY(%(entries)s::bigint[])
    UNION ALL
    SELECT entry.id, 'duplicate_record', '', ''
    FROM entries_duplicateanswer said
    JOIN entries_candidate one ON one.id = said.one_id
    JOIN entries_candidate other ON other.id = said.other_id
    JOIN entries_candidate record ON record.person_id IN (one.person_id, other.person_id)
    JOIN entries_qualificationentry entry ON entry.candidate_id = record.id
    WHERE said.answer = %(one)s AND said.parted_at IS NULL AND said.centre_id = entry.centre_id
          AND one.person_id <> other.person_id AND entry.id = ANY(%(entries)s::bigint[])
    UNION ALL
    SELECT entry.id, 'number_in_question', '', ''
    FROM entries_numbertwice twice
    JOIN entries_candidate lost ON lost.id = twice.candidate_id
    JOIN entries_candidate record ON record.person_id = lost.person_id
    JOIN entries_qualificationentry entry ON entry.candidate_id = record.id
    WHERE twice.answer = '' AND entry.id = ANY(%(entries)s::bigint[])
    UNION ALL
    SELECT entry.id, 'other_result_held', '',
           result.grade || ' in ' || size.title || ' (' || size.code || ')'
    FROM entries_qualificationentry entry
    JOIN entries_candidate candidate ON candidate.id = entry.candidate_id
    JOIN entries_candidate record ON record.person_id = candidate.person_id
    JOIN entries_qualificationentry other
         ON other.candidate_id = record.id AND other.centre_id = entry.centre_id
            AND other.id <> entry.id
    JOIN catalogue_qualification size ON size.id = other.qualification_id
    JOIN results_qualificationresult result ON result.entry_id = other.id
    WHERE entry.id = ANY(%(entries)s::bigint[]) AND entry.status <> ALL(%(open)s)
          AND result.outcome = %(award)s AND NOT EXISTS (
              SELECT FROM results_qualificationresult later WHERE later.supersedes_id = result.id
          )
    UNION ALL
    SELECT entry.id, 'entered_late', unit.number, ''
    FROM entries_qualificationentry entry
    JOIN entries_candidate candidate ON candidate.id = entry.candidate_id
    JOIN entries_candidate record ON record.person_id = candidate.person_id
    JOIN entries_unitentry exam
         ON exam.candidate_id = record.id AND exam.centre_id = entry.centre_id
            AND exam.status = %(entered)s
    JOIN catalogue_series series ON series.id = exam.series_id
    JOIN catalogue_unit unit ON unit.id = exam.unit_id
    JOIN catalogue_qualification own ON own.id = entry.qualification_id
    JOIN catalogue_qualification its ON its.id = exam.qualification_id
    WHERE entry.id = ANY(%(entries)s::bigint[]) AND entry.status = ANY(%(open)s)
          AND its.subject_id = own.subject_id
          AND (exam.made_at AT TIME ZONE %(here)s)::date > series.entries_close_on
          AND NOT EXISTS (
              SELECT FROM results_unitresult result
              WHERE result.candidate_id = exam.candidate_id AND result.unit_id = exam.unit_id
                    AND result.series_id = exam.series_id
          )
    ORDER BY 1, 2, 3, 4
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
    """What entries know: transfers, changes of size, second records, numbers on two records.

    Of registrations that are over or withdrawn, what else the person was awarded at the centre; and
    exams without a result for which somebody was entered after entries had closed.
    """
    known = {
        "entries": array_of(ids),
        "asked": Transferred.ASKED.value,
        "transfers": sorted(TRANSFER_OPEN),
        "sizes": sorted(SIZE_OPEN),
        "one": DuplicateAnswer.Answer.ONE_PERSON.value,
        "open": sorted(OPEN),
        "award": QualificationResult.Outcome.AWARD.value,
        "entered": UnitStatus.ENTERED.value,
        "here": settings.TIME_ZONE,
    }
    with connection.cursor() as cursor:
        cursor.execute(BELOW, known)
        return [
            (entry, cause, Seen((unit,) if unit else (), (words,) if words else ()))
            for entry, cause, unit, words in cursor.fetchall()
        ]
