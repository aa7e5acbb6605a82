"""What the shelf keeps of a stage is the stage, for as long as it would be made the same."""

import os
import re
import subprocess

import pytest
from django.db import connection

from tests import shelf
from tests.upgrades.conftest import Beside

CASTS = re.compile(r"::(character varying|[a-z]+)(\[\])?|[()\s]")
SHAPE = """
    SELECT 'column', table_schema || '.' || table_name, column_name, data_type, column_default
    FROM information_schema.columns WHERE table_schema IN ('public', 'beginning')
    UNION ALL SELECT 'constraint', conrelid::regclass::text, conname, pg_get_constraintdef(oid), ''
    FROM pg_constraint WHERE connamespace = 'public'::regnamespace
    UNION ALL SELECT 'index', indrelid::regclass::text, '', pg_get_indexdef(indexrelid), ''
    FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
    WHERE relnamespace = 'public'::regnamespace
    UNION ALL SELECT 'trigger', tgrelid::regclass::text, tgname, pg_get_triggerdef(oid),
        tgenabled::text
    FROM pg_trigger WHERE NOT tgisinternal
    UNION ALL SELECT 'function', proname::text, '', prosrc, '' FROM pg_proc
    WHERE pronamespace = 'public'::regnamespace
    UNION ALL SELECT 'sequence', sequencename, '', last_value::text, '' FROM pg_sequences
    ORDER BY 1, 2, 3, 4, 5
"""


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_what_is_fetched_is_what_was_kept(tmp_path):
    own = Beside(connection.settings_dict["NAME"])
    fetched = Beside(f"{own.name}_fetched")
    kept = tmp_path / "own.sql"

    shelf.keep(kept, own.name)
    if not kept.exists():
        pytest.skip("no pg_dump beside this server, or an older one, writes down what it holds")
    fetched.ask(f'CREATE DATABASE "{fetched.name}"', dbname="postgres")

    try:
        shelf.fetch(kept, fetched.name)
        assert shape_of(fetched) == shape_of(own)
        assert fetched.counts() == own.counts()
    finally:
        fetched.ask(f'DROP DATABASE "{fetched.name}"', dbname="postgres")


def shape_of(database):
    """What stands in the database, but for casts and brackets: they may be written otherwise."""
    return [[CASTS.sub("", each or "") for each in row] for row in database.ask(SHAPE)]


def test_another_migration_model_package_or_server_asks_for_a_stage_of_its_own(
    tmp_path, monkeypatch
):
    monkeypatch.setattr(shelf, "ROOT", tmp_path)
    files = [tmp_path / each for each in ("entries/models/a.py", "mir/migrations/0001_begin.py")]
    files += [tmp_path / "requirements/development.txt", tmp_path / "interchange/catalogue/a.toml"]
    for path in files:
        path.parent.mkdir(parents=True)
        path.write_text("first")
    places = [shelf.place(tmp_path, 180000), shelf.place(tmp_path, 170000)]

    for path in files:
        path.write_text("second")
        places.append(shelf.place(tmp_path, 170000))
    (tmp_path / "mir/views.py").write_text("what draws no table")

    assert len(set(places)) == len(files) + 2
    assert shelf.place(tmp_path, 170000) == places[-1]


def test_of_many_stages_the_newest_are_kept(tmp_path, monkeypatch):
    monkeypatch.setattr(shelf, "client", written)

    for number in range(shelf.MOST + 2):
        shelf.keep(tmp_path / f"{number}.sql", "any")
        os.utime(tmp_path / f"{number}.sql", (number, number))

    assert sorted(path.name for path in tmp_path.iterdir()) == ["2.sql", "3.sql", "4.sql", "5.sql"]


def written(program, name, *words):
    """Write as pg_dump would, and give what tells that it did."""
    words[-1].write_text("")
    return subprocess.CompletedProcess(program, 0)
