"""What is there now, in a form that compares: rows a table, the last seal, files that are named."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.apps import apps
from django.core.files.storage import default_storage
from django.db import connection
from django.db.models import FileField

from interchange.audit import queries as audit_queries
from interchange.database.reading import reading

UPLOADS = "uploads/"


@contextmanager
def at_one_moment() -> Iterator[str]:
    """Read as of one moment; gives the snapshot's name, by which pg_dump reads as of the same."""
    with reading(isolation="REPEATABLE READ", durable=True) as cursor:
        cursor.execute("SELECT pg_export_snapshot()")
        yield cursor.fetchone()[0]


def state() -> dict[str, object]:
    """How many rows each table has, and where the chain of the trail ends."""
    tables = sorted(connection.introspection.table_names())
    quoted = ((connection.ops.quote_name(one), one) for one in tables)
    counts = " UNION ALL ".join(f"SELECT '{one}', count(*) FROM {name}" for name, one in quoted)
    last = audit_queries.last_seal()
    with connection.cursor() as cursor:
        cursor.execute(counts)
        rows = dict(cursor.fetchall())
    return {"rows": rows, "seal": last.number if last else 0, "digest": last.digest if last else ""}


def is_empty() -> bool:
    """Whether the database has no tables."""
    return not connection.introspection.table_names()


def uploaded() -> Iterator[tuple[str, Path]]:
    """Every uploaded file: the name it has in a copy, and its path."""
    folder = uploads_folder()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield f"{UPLOADS}{path.relative_to(folder).as_posix()}", path


def uploads_folder() -> Path:
    """Where uploaded files are kept."""
    return Path(default_storage.location)


def named_files() -> set[str]:
    """The names of all files that records name, as they stand in a copy."""
    found = set()
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, FileField):
                names = model._default_manager.exclude(**{field.name: ""})
                found |= {f"{UPLOADS}{one}" for one in names.values_list(field.name, flat=True)}
    return found
