"""A database of a benchmark's own, made by its owner and emptied between measurements."""

import logging
import os
from contextlib import contextmanager
from tempfile import TemporaryDirectory

import django

_made = []  # where several benchmarks follow each other in one process, they share one


def small():
    """Whether the benchmarks run at a size that shows nothing but that they are right."""
    return bool(os.environ.get("SMALL"))


def _set_up():
    """Make the database, and no copy of all that stands in it."""
    from django.test.utils import setup_databases

    return setup_databases(verbosity=0, interactive=False, keepdb=kept(), serialized_aliases=[])


def kept():
    """Whether the database is kept from run to run."""
    return bool(os.environ.get("KEEP"))


@contextmanager
def database():
    """Make a test database, and drop it afterwards; inside of another one, empty that instead.

    With `KEEP=` it stays, and is there the next time: benchmarks may note there what they made.
    """
    django.setup()
    logging.disable(logging.CRITICAL)  # hints without a broker
    from django.test.utils import teardown_databases

    if _made:
        empty(*_tables())
        yield
        return
    with _uploads_elsewhere():
        _made.append(_set_up())
        try:
            yield
        finally:
            teardown_databases(_made.pop(), verbosity=0, keepdb=kept())


@contextmanager
def _uploads_elsewhere():
    """Keep what is sent in a folder that goes afterwards, not where a demo would keep its own."""
    from django.conf import settings
    from django.test import override_settings

    with TemporaryDirectory() as place:
        default = {**settings.STORAGES["default"], "OPTIONS": {"location": place}}
        with override_settings(STORAGES={**settings.STORAGES, "default": default}):
            yield


def empty(*tables):
    """Empty the tables and all that refer to them, also those that are kept for ever."""
    from django.db import connection, transaction

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text, tgname FROM pg_trigger"
            " WHERE NOT tgisinternal AND tgtype & 32 <> 0"  # those that refuse a TRUNCATE
        )
        kept = cursor.fetchall()
        for table, trigger in kept:
            cursor.execute(f'ALTER TABLE {table} DISABLE TRIGGER "{trigger}"')
        cursor.execute(f"TRUNCATE {', '.join(tables)} CASCADE")
        for table, trigger in kept:
            cursor.execute(f'ALTER TABLE {table} ENABLE TRIGGER "{trigger}"')


def _tables():
    """Every table of a model."""
    from django.apps import apps
    from django.contrib.contenttypes.models import ContentType

    models = apps.get_models(include_auto_created=True)
    return sorted(
        {one._meta.db_table for one in models if one._meta.managed and one is not ContentType}
    )
