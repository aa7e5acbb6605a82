"""How is it said how far a transaction is, while it is open? By a connection beside it.

What the transaction writes nobody else sees before its end; what is said beside it is seen at once,
and stays whatever becomes of it.
"""

from typing import Any, Self

from django.db import connection
from django.db.models import Model

SAID = """
    UPDATE {table} SET {values} WHERE id = (
        SELECT id FROM {table} WHERE id = %s FOR NO KEY UPDATE SKIP LOCKED
    )
"""


class Meanwhile:
    """Says something of one record beside the transaction that is open; opened with the first word.

    Waits for nobody: what somebody else holds, or the transaction itself made, stays as it is.
    """

    def __init__(self, record: Model):
        self.record = record

    def __enter__(self) -> Self:
        """Begin without a connection."""
        self.beside = connection.copy()
        return self

    def __exit__(self, *problem: object) -> None:
        """Let the connection go."""
        self.beside.close()

    def say(self, **fields: Any) -> None:
        """Put the values into fields of the record's row."""
        values = ", ".join(f"{name} = %s" for name in fields)
        sql = SAID.format(table=self.record._meta.db_table, values=values)
        with self.beside.cursor() as cursor:
            cursor.execute(sql, [*fields.values(), self.record.pk])
