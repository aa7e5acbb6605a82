"""Of which registrations without a result has the board been asked, and whose turn is it?"""

from collections.abc import Iterator, Sequence

from django.db import connection
from django.db.models import F, Q

from interchange.bulk import among, array_of
from mir.models import Request
from mir.states import FINISHED, WITH_THE_CENTRE
from results.diagnosis import RequestKind, Seen

ENTRIES = "candidate__person__records__entries"
IN_ROWS = """
    SELECT DISTINCT entry.id, said ->> 'unit', request.number, request.status
    FROM mir_request request
    JOIN mir_attachment paper ON paper.request_id = request.id
    CROSS JOIN LATERAL jsonb_array_elements(paper.rows) said
    JOIN entries_candidate named ON named.ocr_number = said ->> 'ocr_number'
    JOIN entries_candidate record ON record.person_id = named.person_id
    JOIN entries_qualificationentry entry
         ON entry.candidate_id = record.id AND entry.centre_id = request.centre_id
    JOIN catalogue_qualification own ON own.id = entry.qualification_id
    JOIN catalogue_qualification asked ON asked.id = request.qualification_id
    WHERE request.status <> ALL(%(finished)s) AND asked.subject_id = own.subject_id
          AND entry.id = ANY(%(entries)s::bigint[])
    ORDER BY request.number, entry.id, said ->> 'unit'
"""


def circumstances(entries: Sequence[int]) -> Iterator[tuple[int, str, Seen]]:
    """The requests open about the entries (ids), by entry; two queries.

    Those of the registration's own centre that name its person, or whose template has a row for
    them, in its subject, since a change of size is asked for under the new code; a merge, whatever
    it was raised from.
    """
    of_subject = {f"{ENTRIES}__qualification__subject": F("qualification__subject")}
    found = Request.objects.exclude(status__in=FINISHED).filter(
        Q(kind=RequestKind.MERGE.value) | Q(**of_subject),
        **{f"{ENTRIES}__in": among(entries), f"{ENTRIES}__centre": F("centre")},
    )
    named = found.order_by("pk").values_list(ENTRIES, "unit__number", "number", "status")
    for entry, unit, number, status in [*named, *_in_rows(entries)]:
        cause = "request_to_answer" if status in WITH_THE_CENTRE else "request_open"
        yield entry, cause, Seen((unit,) if unit else (), (f"request {number}",))


def _in_rows(entries):
    """The open requests with a row for the entries: (entry id, unit number, number, status)."""
    with connection.cursor() as cursor:
        cursor.execute(IN_ROWS, {"entries": array_of(entries), "finished": sorted(FINISHED)})
        return cursor.fetchall()
