"""A database is brought up to date only where this version knows how it was made."""

import re

import pytest
from django.core.management import CommandError, call_command
from django.db.migrations.recorder import MigrationRecorder

from interchange.database import fingerprint
from interchange.database.models import AppliedMigration
from tests import ownership

pytestmark = [pytest.mark.django_db]


@pytest.fixture
def as_owner():
    """Play as the owner, who alone writes what was applied; a test before may have emptied it."""
    with ownership.owning():
        fingerprint.note()
        yield


def test_a_new_database_is_known():
    fingerprint.check()


def test_each_migration_that_is_applied_is_noted_with_its_digest(as_owner):
    noted = {(each.app, each.name): each.digest for each in AppliedMigration.objects.all()}

    files = fingerprint.files_of_migrations()
    assert noted == {key: fingerprint.digest(path) for key, path in files.items()}
    assert ("claims", "0001_initial") in noted


def test_a_migration_rewritten_after_it_was_applied_is_refused_by_name(as_owner):
    AppliedMigration.objects.filter(app="claims", name="0001_initial").update(digest="another")

    with pytest.raises(fingerprint.UnknownDatabase, match=r"another claims\.0001_initial"):
        fingerprint.check()


def test_a_database_of_a_newer_version_is_refused_by_what_it_has(as_owner):
    MigrationRecorder.Migration.objects.create(app="claims", name="9999_from_the_future")

    with pytest.raises(fingerprint.UnknownDatabase, match=r"newer .* \(claims\.9999_from_the"):
        fingerprint.check()


def test_a_database_without_notes_that_is_not_of_0_1_0_is_refused(as_owner, monkeypatch):
    monkeypatch.setattr(fingerprint, "has_notes", lambda: False)

    with pytest.raises(fingerprint.UnknownDatabase, match="never released"):
        fingerprint.check()


def test_migrate_says_so_as_one_sentence_and_changes_nothing(as_owner):
    AppliedMigration.objects.filter(app="claims", name="0001_initial").update(digest="another")

    with pytest.raises(CommandError, match="a migration was rewritten"):
        call_command("migrate", verbosity=0)


def test_what_was_unapplied_is_noted_no_more(as_owner):
    AppliedMigration.objects.create(app="claims", name="0099_gone", digest="x")

    fingerprint.note()

    assert not AppliedMigration.objects.filter(name="0099_gone").exists()


def test_no_migration_that_has_landed_was_changed():
    listed = fingerprint.landed()
    files = {fingerprint.short(path): path for path in fingerprint.files_of_migrations().values()}

    changed = [name for name, digest in listed.items()
               if name not in files or fingerprint.digest(files[name]) != digest]  # fmt: skip
    assert not changed, "what has landed is never edited: put it back and add another migration"
    assert set(files) == set(listed), "run: make docs"


def test_the_list_can_be_checked_without_us():
    lines = fingerprint.LANDED.read_text().splitlines()

    assert lines == sorted(lines, key=lambda line: line.split()[1])
    form = r"[0-9a-f]{64}  [\w/]+/migrations/\d{4}_\w+\.py"
    assert all(re.fullmatch(form, line) for line in lines)
