"""A copy is written beside whoever works; and put back, here or only to prove that it is whole."""

import shutil
from contextlib import contextmanager
from datetime import datetime
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any

from django.conf import settings
from django.db import DatabaseError, connection

from interchange.audit import queries as audit_queries
from interchange.audit.rules import heads_of
from interchange.backups import archive, programs, queries
from interchange.database import fingerprint, privileges
from interchange.refusals import RuleBroken

DUMP, HEADS = "database.dump", "heads.txt"
COMPARED = ("rows", "seal", "digest")


class NotPutBack(RuleBroken):
    """The copy is not put back; the message says why."""


def back_up(out: IO[bytes], *, at: datetime) -> dict[str, Any]:
    """Write a copy of database, uploads and heads of the trail; give what the manifest says.

    The database is as of one moment. Heads are read before it, so it has each seal that they name;
    uploads after it, so each that it names is there, unless it was thrown away meanwhile: those are
    `missing`.
    """
    with TemporaryDirectory(prefix="copy-", dir=_room()) as folder:
        dump, heads = Path(folder) / DUMP, Path(folder) / HEADS
        if settings.TRAIL_HEADS.exists():
            shutil.copy(settings.TRAIL_HEADS, heads)
        with queries.at_one_moment() as snapshot:
            said, named = queries.state(), queries.named_files()
            programs.dump(dump, snapshot)
        there = dict(queries.uploaded())
        missing = sorted(named - there.keys())
        said |= {"made_at": at.isoformat(), "missing": missing}
        fixed = [(DUMP, dump), (HEADS, heads)]
        said["many"] = archive.write(out, chain(fixed, there.items()), said)
    return said


def put_back(source: IO[bytes]) -> dict[str, Any]:
    """Put a copy into the empty database and the empty folder of uploads; give its manifest.

    Acts as the owner. Raises NotPutBack where anything is there already, NotWhole, and where what
    was put back is not equal to what was copied.
    """
    uploads = queries.uploads_folder()
    if not queries.is_empty():
        raise NotPutBack("The database is not empty: a copy is put into an empty one.")
    if uploads.exists() and any(uploads.iterdir()):
        raise NotPutBack(f"{uploads} is not empty: a copy is put into an empty folder.")
    with TemporaryDirectory(prefix="copy-", dir=_room()) as name:
        folder = Path(name)
        manifest = archive.read(source, folder)
        programs.put_back(folder / DUMP, connection.settings_dict["NAME"])
        _check_equal(manifest, folder)
        if (folder / queries.UPLOADS).exists():
            shutil.copytree(folder / queries.UPLOADS, uploads, dirs_exist_ok=True)
        if (folder / HEADS).exists() and not settings.TRAIL_HEADS.exists():
            settings.TRAIL_HEADS.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(folder / HEADS, settings.TRAIL_HEADS)
    fingerprint.check()
    privileges.grant()
    return manifest


def drill(source: IO[bytes]) -> dict[str, Any]:
    """Put a copy into a database beside this one, prove that it is equal, and drop it again.

    Acts as the owner, who may make databases. Raises as `put_back` does.
    """
    with TemporaryDirectory(prefix="drill-", dir=_room()) as name, _beside() as beside:
        folder = Path(name)
        manifest = archive.read(source, folder)
        programs.put_back(folder / DUMP, beside)
        _check_equal(manifest, folder)
    return manifest


def _check_equal(manifest, folder):
    """Compare counts, the end of the chain and all of it, and the files that records name."""
    now = queries.state()
    for what in COMPARED:
        if now[what] != manifest[what]:
            raise NotPutBack(f"What was put back is not equal: {_differs(now, manifest, what)}.")
    heads = folder / HEADS
    kept = heads_of(heads.read_text()) if heads.exists() else []
    if found := next(audit_queries.breaks(kept), ""):
        raise NotPutBack(f"The trail that was put back is not as it was sealed: {found}.")
    lacking = queries.named_files() - manifest["files"].keys() - set(manifest["missing"])
    if lacking:
        raise NotPutBack(f"{len(lacking)} files that records name are not in the copy.")


def _differs(now, manifest, what):
    if what != "rows":
        return f"{what} is {now[what]}, and was {manifest[what]}"
    rows, then = now["rows"], manifest["rows"]
    odd = sorted(one for one in rows.keys() | then.keys() if rows.get(one) != then.get(one))
    return ", ".join(f"{one} has {rows.get(one)} rows, and had {then.get(one)}" for one in odd[:5])


@contextmanager
def _beside():
    """Be connected to a new database beside the portal's own, which goes afterwards."""
    own = connection.settings_dict["NAME"]
    beside = f"{own}_drill"
    try:
        _maintain(f'CREATE DATABASE "{beside}" TEMPLATE template0')
    except DatabaseError as problem:  # not allowed, or a drill is under way or was ended by force
        raise NotPutBack(f"The database {beside} cannot be made for the drill: {problem}") from None
    connection.close()
    connection.settings_dict["NAME"] = beside
    try:
        yield beside
    finally:
        connection.close()
        connection.settings_dict["NAME"] = own
        _maintain(f'DROP DATABASE "{beside}" WITH (FORCE)')


def _maintain(statement):
    with connection._nodb_cursor() as cursor:
        cursor.execute(statement)


def _room():
    """Where there is room for all of it: the portal's own folder."""
    settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
    return settings.DATA_DIR
