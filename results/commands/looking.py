"""Note that somebody looks at the results of a centre, and say from when on results are new."""

from datetime import datetime, timedelta

from django.db import connection

from results.models import Look

GOES_ON = timedelta(minutes=30)  # without a page, until a look is over; ours
AT_FIRST = timedelta(days=1)  # what is new to whoever looks for the first time; ours
NOTE = f"""
    INSERT INTO {Look._meta.db_table} AS look (looked_by_id, centre_id, looked_at, before_at)
    VALUES (%(person)s, %(centre)s, %(at)s, %(at)s::timestamptz - %(at_first)s)
    ON CONFLICT (looked_by_id, centre_id) DO UPDATE SET
        before_at = CASE WHEN look.looked_at < excluded.looked_at - %(goes_on)s
            THEN look.looked_at ELSE look.before_at END,
        looked_at = greatest(look.looked_at, excluded.looked_at)
    RETURNING before_at
"""


def look(*, by, centre, at: datetime) -> datetime:
    """Note the look of a person at the centre's results; give the moment since which they are new.

    That is when the person last looked: what came since stays new for as long as this look goes on,
    from page to page, until nothing was opened for GOES_ON. One statement, however many look.
    """
    asked = {"person": by.pk, "centre": centre.pk, "at": at}
    with connection.cursor() as cursor:
        cursor.execute(NOTE, asked | {"at_first": AT_FIRST, "goes_on": GOES_ON})
        return cursor.fetchone()[0]
