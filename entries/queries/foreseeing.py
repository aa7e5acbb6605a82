"""Which likely duplicates were asked for before a lock, and what was recorded since?"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection

from entries.queries.likely import Likely, likely_duplicates
from entries.rules.likeness_keys import keys

NOW = "SELECT pg_snapshot_xmin(pg_current_snapshot())::xid::text"
SINCE = """
    SELECT likeness_keys, uci, uln FROM entries_candidate
    WHERE age(xmin) <= age(%s::xid)
"""


@dataclass
class Foreseen:
    """The likely duplicates of people, as they were when transaction `since` was the oldest open.

    Is called like `likely_duplicates`: gives what was found by then, and asks anew only about
    those with whom a record made or changed since has a key or a number in common. What was
    recorded since is read once, by one statement that compares no names.
    """

    since: str
    found: dict[Any, list[Likely]]
    recorded: set[Any] | None = field(default=None)

    def __call__(self, centre, people, on: date) -> list[list[Likely]]:
        """The likely duplicates of each of the people."""
        if self.recorded is None:
            self.recorded = _recorded(self.since)
        anew = [one for one in people if one not in self.found or self.recorded & _marks(one)]
        now = dict(zip(anew, likely_duplicates(centre, anew, on), strict=True)) if anew else {}
        return [now[one] if one in now else self.found[one] for one in people]


def foreseen(centre, people, on: date) -> Foreseen:
    """The Foreseen of the people, for whoever holds them next: likeness is judged before a lock."""
    with connection.cursor() as cursor:
        cursor.execute(NOW)
        [since] = cursor.fetchone()
    people = list(dict.fromkeys(people))
    return Foreseen(since, dict(zip(people, likely_duplicates(centre, people, on), strict=True)))


def _recorded(since):
    """What records have that were made or changed by that transaction or a later one."""
    with connection.cursor() as cursor:
        cursor.execute(SINCE, [since])
        return {
            mark
            for some, *numbers in cursor.fetchall()
            for mark in (*(some or ()), *filter(None, numbers))
        }


def _marks(person):
    """By what a record may be found for somebody typed."""
    return {*(keys(person) or ()), person.uci, person.uln} - {""}
