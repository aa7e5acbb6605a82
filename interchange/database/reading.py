"""Read, and nothing else, in a transaction that cannot write."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper


@contextmanager
def reading(*, isolation: str = "READ COMMITTED", durable: bool = False) -> Iterator[CursorWrapper]:
    """Give a cursor whose statements may only read, in a transaction of the isolation level.

    `durable` says that it must be nobody's inner transaction.
    """
    with transaction.atomic(durable=durable), connection.cursor() as cursor:
        cursor.execute(f"SET TRANSACTION ISOLATION LEVEL {isolation}, READ ONLY")
        yield cursor
