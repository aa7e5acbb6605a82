"""How do many rows get into a table quickly? By COPY, in one go."""

import gc
from contextlib import contextmanager
from io import StringIO

from django.db import connection

NOTHING = "\\N"
SIGNS = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def copy_in(table, columns, rows):
    """Put the rows into the table: each is its values as `told` writes them, parted by tabs."""
    text = StringIO()
    text.writelines(f"{row}\n" for row in rows)
    text.seek(0)
    named = ", ".join(f'"{name}"' for name in columns)
    with connection.cursor() as cursor:
        cursor.copy_expert(f'COPY "{table}" ({named}) FROM STDIN', text)


def copy_row(*values):
    """Values as a row, or a part of one, for `copy_in`."""
    return "\t".join(NOTHING if value is None else str(value).translate(SIGNS) for value in values)


@contextmanager
def uncollected():
    """Spare Python the search for cycles, an eighth of the time, while many objects are made."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
