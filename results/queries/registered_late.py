"""Which registrations were made when no claim could come in time any more?

The board takes claims for results by results day until a key date of each academic year. Who is
registered later, for the summer that ends the year, is late whatever is claimed. A registration
that took another's place, or came of a transfer, is as old as that one, and never told as late.
"""

from collections.abc import Sequence

from django.conf import settings
from django.db import connection

from interchange.bulk import array_of
from results.diagnosis import Due

LATE = """
    SELECT entry.id
    FROM entries_qualificationentry entry
    JOIN catalogue_keydate last ON last.slug = %(claims)s AND last.academic_year =
         (entry.completes_in - 1) || '/' || lpad((entry.completes_in %% 100)::text, 2, '0')
    WHERE entry.id = ANY(%(entries)s::bigint[]) AND entry.replaces_id IS NULL
          AND entry.made_at >= (last."on" + 1)::timestamp AT TIME ZONE %(here)s
          AND entry.id <> ALL(ARRAY(
              SELECT made_id FROM entries_transfer WHERE made_id = ANY(%(entries)s::bigint[])
          ))
"""


def registered_late(entries: Sequence[int]) -> set[int]:
    """The ids of those of the entries (ids) that were made after the last day for claims.

    One query, if there are any.
    """
    if not entries:
        return set()
    known = {"entries": array_of(entries), "claims": Due.CLAIMED, "here": settings.TIME_ZONE}
    with connection.cursor() as cursor:
        cursor.execute(LATE, known)
        return {pk for (pk,) in cursor.fetchall()}
