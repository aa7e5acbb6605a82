"""How do many rows get into a table quickly, and many ids into a question? In one go."""

import gc
from contextlib import contextmanager
from io import StringIO

from django.db import connection
from django.db.models.expressions import RawSQL

from interchange import columns
from interchange.numbers import following_many

NOTHING = columns.NOTHING
WITHOUT_SIGNS = {int, bool}
SIGNS = str.maketrans(columns.SIGNS)


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
    rest, tail = _alike(model, names, alike)
    copy_in(model._meta.db_table, (*names, *rest), (f"{copy_row(*row)}\t{tail}" for row in rows))


def copy_columns(model, values, **alike):
    """The same, of whole columns: {column: the values of all records, as COPY reads them}."""
    rest, tail = _alike(model, values, alike)
    rows = map("\t".join, zip(*values.values(), strict=True))
    named = ", ".join(f'"{name}"' for name in (*values, *rest))
    text = f"\t{tail}\n".join([*rows, ""])
    with connection.cursor() as cursor:
        cursor.copy_expert(f'COPY "{model._meta.db_table}" ({named}) FROM STDIN', StringIO(text))


def _alike(model, names, alike):
    """The other columns of the model's table, and the end of each row: their values."""
    one = model(**alike)
    rest = [
        field
        for field in model._meta.concrete_fields
        if field.column not in names and not field.generated and not field.primary_key
    ]
    values = (field.get_db_prep_save(getattr(one, field.attname), connection) for field in rest)
    return [field.column for field in rest], copy_row(*values)


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
    return RawSQL("SELECT unnest(%s::bigint[])", [array_of(ids)])


def array_of(ids) -> str:
    """Ids as an array of the database is written: as a list each would be written by itself."""
    return "{" + ",".join(map(str, ids)) + "}"


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
