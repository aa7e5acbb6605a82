"""How do many rows get into a table quickly? By COPY, in one go."""

import csv
import json
from io import StringIO

from django.db import connection

NOTHING = "\\N"


def copy_in(table, columns, rows):
    """Put the rows, tuples in the order of the columns, into the table; lists go in as JSON."""
    text = StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_MINIMAL)
    writer.writerows([told(value) for value in row] for row in rows)
    text.seek(0)
    named = ", ".join(f'"{name}"' for name in columns)
    with connection.cursor() as cursor:
        cursor.copy_expert(
            f"COPY \"{table}\" ({named}) FROM STDIN WITH (FORMAT csv, NULL '{NOTHING}')", text
        )


def told(value):
    """A value as COPY reads it."""
    if value is None:
        return NOTHING
    return json.dumps(value) if isinstance(value, list) else value
