"""Was this database made by a version of the portal that this one can go on from?

Each migration that is applied is noted with the digest of its file. A migration that was rewritten
under its old name would leave its changes out without a word; here it is refused with a sentence.
Version 0.1.0 took no notes: its databases are known by the shape of their tables.
"""

import hashlib
from pathlib import Path

from django.apps import apps
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from interchange.database.models import AppliedMigration
from interchange.refusals import RuleBroken

ROOT = Path(__file__).resolve().parents[2]
LANDED = Path(__file__).with_name("landed-migrations.txt")
APPS_OF_0_1_0 = (
    *("accounts", "audit", "notifications", "catalogue"),
    *("entries", "claims", "results", "mir"),
)
SHAPE_OF_0_1_0 = "434e21549ddfd179fd36397d628cbd3649c6c7d65051768630e4b91b52cdb6a9"
COLUMNS = """
    SELECT string_agg(
        concat_ws(' ', table_name, column_name, data_type, character_maximum_length, is_nullable),
        chr(10) ORDER BY table_name COLLATE "C", column_name COLLATE "C"
    )
    FROM information_schema.columns
    WHERE table_schema = 'public' AND split_part(table_name, '_', 1) = ANY(%s)
"""


class UnknownDatabase(RuleBroken):
    """No released version of the portal made this database; the message says what to do."""


def check():
    """Raise UnknownDatabase unless this version can go on from what the database is."""
    applied = _applied()
    if not applied:
        return
    files = files_of_migrations()
    newer = sorted(".".join(each) for each in applied - files.keys())
    if newer:
        raise UnknownDatabase(
            f"This database was made by a newer version of the portal ({newer[0]} is not known"
            " here). Install that version again, or put back a copy made before the upgrade."
        )
    if has_notes():
        _check_notes(files)
    elif not _is_0_1_0(applied):
        raise UnknownDatabase(
            "This database was made by a version of the portal that was never released, so it"
            " cannot be brought up to date. Begin with an empty database, or put back a copy of"
            " one made by 0.1.0 or later. (The demo: 'make demo-reset' starts over.)"
        )


def note():
    """Note which migrations are applied now, by the digests of their files."""
    if not has_notes():
        return
    applied, files = _applied(), files_of_migrations()
    noted = {(each.app, each.name): each for each in AppliedMigration.objects.all()}
    gone = [noted[each].pk for each in noted.keys() - applied]
    AppliedMigration.objects.filter(pk__in=gone).delete()
    AppliedMigration.objects.bulk_create(
        AppliedMigration(app=app, name=name, digest=digest(files[app, name]))
        for app, name in sorted(applied - noted.keys())
    )


def files_of_migrations():
    """Give the file of each of the portal's migrations, by app and name."""
    return {
        (config.label, path.stem): path
        for config in apps.get_app_configs()
        if Path(config.path).is_relative_to(ROOT) and ".venv" not in Path(config.path).parts
        for path in sorted(Path(config.path).glob("migrations/[0-9]*.py"))
    }


def landed():
    """Give the digest of each migration that has landed, by its path: as `sha256sum` lists them."""
    lines = (line.split("  ") for line in LANDED.read_text().splitlines())
    return {name: digest for digest, name in lines}


def list_new():
    """List the migrations that have landed since; what is listed stays as it is. Gives the new."""
    files = {short(path): path for path in files_of_migrations().values()}
    listed = landed()
    new = sorted(files.keys() - listed.keys())
    listed |= {name: digest(files[name]) for name in new}
    LANDED.write_text("".join(f"{listed[name]}  {name}\n" for name in sorted(listed)))
    return new


def short(path):
    """The path of a migration from the project's folder on."""
    return path.relative_to(ROOT).as_posix()


def digest(path):
    """The SHA-256 of a file, in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _shape(of=APPS_OF_0_1_0):
    """The digest of all columns of the tables of some apps: name, type, length, nullable."""
    with connection.cursor() as cursor:
        cursor.execute(COLUMNS, [list(of)])
        return hashlib.sha256((cursor.fetchone()[0] or "").encode()).hexdigest()


def _applied():
    """App and name of each of the portal's migrations that the database says are applied."""
    ours = {app for app, _ in files_of_migrations()}
    everything = MigrationRecorder(connection).applied_migrations()
    return {(app, name) for app, name in everything if app in ours}


def has_notes():
    """Whether the database has the table that tells which migrations made it."""
    return AppliedMigration._meta.db_table in connection.introspection.table_names()


def _check_notes(files):
    for each in AppliedMigration.objects.all():
        if each.digest != digest(files[each.app, each.name]):
            raise UnknownDatabase(
                f"This database was made with another {each}: a migration was rewritten after it"
                " had been applied. Install the version that made the database, or put back a copy"
                " made by a released one. (The demo: 'make demo-reset' starts over.)"
            )


def _is_0_1_0(applied):
    first = {(app, "0001_initial") for app in APPS_OF_0_1_0}
    return applied == first and _shape() == SHAPE_OF_0_1_0
