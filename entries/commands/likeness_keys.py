"""How do records get the keys by which they are found as likely duplicates?

By themselves where they are saved; here where a bare statement made them, or changed their names.
"""

from django.db import connection, transaction

from entries.models import Candidate
from entries.queries.likely import earlier_names
from entries.rules.likeness_keys import as_array, keys

AT_ONCE = 2000
KEEP = """
    UPDATE entries_candidate SET likeness_keys = made.keys::integer[]
    FROM unnest(%(ids)s::bigint[], %(keys)s::text[]) AS made (id, keys)
    WHERE entries_candidate.id = made.id
"""


@transaction.atomic
def keep_likeness_keys() -> int:
    """Give keys to some of the records that have none; give how many did. 0 if all have theirs.

    Whoever makes records by a bare statement leaves this to the sweeper.
    """
    without = Candidate.objects.filter(likeness_keys=None).order_by("pk")
    return _keep(without.select_for_update(no_key=True, skip_locked=True)[:AT_ONCE])


@transaction.atomic
def make_likeness_keys_anew(*, after=0) -> int:
    """Make the keys of the records after an id anew, some at once; give the last id, 0 at the end.

    Needed when the lists of names have changed (rules/names.toml).
    """
    records = Candidate.objects.filter(pk__gt=after).order_by("pk")
    some = list(records.select_for_update(no_key=True)[:AT_ONCE])
    _keep(some)
    return some[-1].pk if some else 0


def make_likeness_keys_of(record) -> None:
    """Have a record found by the name and date of birth that a bare statement has just given it."""
    _keep([Candidate.objects.get(pk=record.pk)])


def _keep(records):
    records = list(records)
    formerly = earlier_names([record.pk for record in records])
    found = [as_array(_keys_of([record, *formerly[record.pk]])) for record in records]
    with connection.cursor() as cursor:
        cursor.execute(KEEP, {"ids": [record.pk for record in records], "keys": found})
    return len(records)


def _keys_of(names):
    return sorted({one for name in names for one in keys(name)})
