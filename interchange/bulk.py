"""How do many rows get into a table quickly, and many ids into a question? In one go."""

import gc
from contextlib import contextmanager
from io import StringIO

from django.db import connection
from django.db.models.expressions import RawSQL

from interchange.numbers import following_many

NOTHING = "\\N"
WITHOUT_SIGNS = {int, bool}
SIGNS = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def copy_in(table, columns, rows):
    """Put the rows into the table: each is its values as `copy_row` writes them."""
    text = StringIO()
    text.writelines(f"{row}\n" for row in rows)
    text.seek(0)
    named = ", ".join(f'"{name}"' for name in columns)
    with connection.cursor() as cursor:
        cursor.copy_expert(f'COPY "{table}" ({named}) FROM STDIN', text)


def copy_made(model, names, rows, **alike):
    """Put new records of the model into its table, past its objects.

    Each row gives the values of the columns `names`; in everything else the records are alike, as
    `alike` says or as the model's defaults are.
    """
    one = model(**alike)
    rest = [
        field
        for field in model._meta.concrete_fields
        if field.column not in names and not field.generated and not field.primary_key
    ]
    values = (field.get_db_prep_save(getattr(one, field.attname), connection) for field in rest)
    tail = copy_row(*values)
    columns = (*names, *(field.column for field in rest))
    copy_in(model._meta.db_table, columns, (f"{copy_row(*row)}\t{tail}" for row in rows))


def keys_for(model, count):
    """The primary keys of so many records that are to be made, in rising order."""
    sequence = f"{model._meta.db_table}_{model._meta.pk.column}_seq"
    return following_many(sequence, count) if count else []


def copy_row(*values):
    """Values as a row, or a part of one, for `copy_in`."""
    return "\t".join([
        NOTHING if value is None
        else str(value) if value.__class__ in WITHOUT_SIGNS
        else str(value).translate(SIGNS)
        for value in values
    ])  # fmt: skip


def among(ids) -> RawSQL:
    """Ids for a condition `…__in=`, as one parameter: thousands would take longer than the answer.

    Where the condition is on a relation, only on one to a primary key.
    """
    return RawSQL("SELECT unnest(%s::bigint[])", ["{" + ",".join(map(str, ids)) + "}"])


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
