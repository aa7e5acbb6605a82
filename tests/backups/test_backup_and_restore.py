"""A copy comes back whole, and equal; one that is not is refused. By the real programs."""

import io
import os
import subprocess
import sys
import tarfile

import pytest
from django.db import connection

from claims.states import Status
from interchange.audit import commands as audit_commands
from interchange.audit.models import Event
from interchange.backups import archive
from local import binaries
from local.places import ROOT
from local.problem import CannotStart
from tests.factories import claims
from tests.upgrades.conftest import Beside

PAPER = b"%PDF-1.4 a certificate"


def of_a_database(test):
    """A test that commits what it makes, for the programs to see."""
    return pytest.mark.django_db(transaction=True)(pytest.mark.usefixtures("catalogue")(test))


class Portal:
    """A database with a folder of its own, and commands run on them."""

    def __init__(self, name, folder, programs):
        self.database, self.folder, self.programs = Beside(name), folder, programs

    def manage(self, *words, stdin=None):
        """Run a command of the portal. Gives the exit code, what it wrote, and what it said."""
        owner = {"USER": self.database.login["user"], "PASSWORD": self.database.login["password"]}
        ours = {
            "DATABASE_URL": self.database.url(owner),
            "DATABASE_OWNER_URL": self.database.url(owner),
            "PORTAL_DATA": str(self.folder),
            "POSTGRES_BIN": str(self.programs),
        }
        done = subprocess.run(
            [sys.executable, str(ROOT / "manage.py"), *words],
            env={**os.environ, **ours},
            input=stdin,
            capture_output=True,
        )
        return done.returncode, done.stdout, done.stderr.decode()


@pytest.fixture
def portals(tmp_path):
    """The test's own database, and an empty one beside it."""
    try:
        programs = binaries.postgres()
    except CannotStart:
        pytest.skip("no PostgreSQL here")
    if not (programs / "pg_dump").exists():
        pytest.skip("no pg_dump beside this server")
    own = connection.settings_dict["NAME"]
    here = Portal(own, tmp_path / "here", programs)
    there = Portal(f"{own}_there", tmp_path / "there", programs)
    there.database.begin_anew()
    yield here, there
    there.database.ask(f'DROP DATABASE "{there.database.name}" WITH (FORCE)', dbname="postgres")


@pytest.fixture
def kept(centre, tutor, at, settings, tmp_path):
    """The name of a file that proves a claim, beside a trail that is sealed."""
    uploads = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path / "here/uploads"}}
    settings.STORAGES = {**settings.STORAGES, "default": uploads}
    claim = claims.claim_at(Status.DRAFT, centre=centre, by=tutor)
    name = claims.evidence_on(claim, tutor).file.name
    (tmp_path / "here" / "uploads" / name).parent.mkdir(parents=True)
    (tmp_path / "here" / "uploads" / name).write_bytes(PAPER)
    audit_commands.seal(at=at)
    settings.TRAIL_HEADS = tmp_path / "here" / "trail" / "heads.txt"
    audit_commands.keep_head(at=at)
    return name


@pytest.mark.slow
@of_a_database
def test_a_copy_is_put_back_elsewhere_and_is_equal(kept, portals, tmp_path):
    here, there = portals
    copy = tmp_path / "copy.tar"

    code, _, said = here.manage("backup", str(copy))
    assert code == 0, said
    code, said, problem = there.manage("restore", str(copy))
    assert code == 0, problem

    assert b"equal by counts, digests and the trail up to seal" in said
    assert there.database.counts() == here.database.counts()
    assert (there.folder / "uploads" / kept).read_bytes() == PAPER
    heads = "trail/heads.txt"
    assert (there.folder / heads).read_text() == (here.folder / heads).read_text()
    code, _, problem = there.manage("restore", str(copy))
    assert (code, "The database is not empty" in problem) == (1, True)


@pytest.mark.slow
@of_a_database
def test_a_head_that_is_written_while_the_copy_is_made_does_not_spoil_it(kept, portals, tmp_path):
    here, there = portals
    busy = tmp_path / "busy" / "pg_dump"
    busy.parent.mkdir()
    later = f"2026-11-21 99 999999 {'f' * 64}"
    heads = here.folder / "trail" / "heads.txt"
    busy.write_text(
        f'#!/bin/sh\necho "{later}" >> "{heads}"\nexec "{here.programs}/pg_dump" "$@"\n'
    )
    busy.chmod(0o755)
    here.programs = busy.parent

    code, _, said = here.manage("backup", str(tmp_path / "copy.tar"))
    assert (code, later in heads.read_text()) == (0, True), said
    code, _, problem = there.manage("restore", str(tmp_path / "copy.tar"))

    assert code == 0, problem


@pytest.mark.slow
@of_a_database
def test_a_drill_through_pipes_proves_the_copy_and_leaves_nothing(kept, portals):
    here, _ = portals
    (here.folder / "uploads" / kept).unlink()

    code, copy, said = here.manage("backup", "-")
    assert (code, "1 files that records name were not there" in said) == (0, True)
    code, said, problem = here.manage("restore", "--drill", "-", stdin=copy)
    assert code == 0, problem

    assert said.startswith(b"The copy is whole: ")
    names = here.database.ask("SELECT datname FROM pg_database", dbname="postgres")
    assert (f"{here.database.name}_drill",) not in names
    assert not [one for one in here.folder.iterdir() if one.name.startswith(("copy-", "drill-"))]


@pytest.mark.slow
@of_a_database
def test_what_is_not_equal_is_no_copy(kept, portals, tmp_path):
    here, there = portals
    _, copy, _ = here.manage("backup", "-")
    manifest = archive.read(io.BytesIO(copy), tmp_path / "opened")
    files = [(one, tmp_path / "opened" / one) for one in manifest["files"]]
    rows = {**manifest["rows"], "audit_event": manifest["rows"]["audit_event"] + 1}
    other = io.BytesIO()
    archive.write(other, files, {**manifest, "rows": rows})

    code, _, problem = there.manage("restore", "--drill", "-", stdin=other.getvalue())

    assert code == 1
    assert f"audit_event has {Event.objects.count()} rows, and had" in problem


@pytest.fixture
def copied(tmp_path):
    """A copy of one file."""
    made, paper = io.BytesIO(), tmp_path / "paper.pdf"
    paper.write_bytes(PAPER)
    archive.write(
        made, [("uploads/paper.pdf", paper), ("gone.pdf", tmp_path / "gone")], {"seal": 7}
    )
    return made.getvalue()


def test_a_copy_says_what_was_said_and_each_file_that_was_there(copied, tmp_path):
    manifest = archive.read(io.BytesIO(copied), tmp_path / "here")

    assert (manifest["seal"], list(manifest["files"])) == (7, ["uploads/paper.pdf"])
    assert (tmp_path / "here" / "uploads" / "paper.pdf").read_bytes() == PAPER


@pytest.mark.parametrize(
    "spoil, sentence",
    [
        (lambda copy: copy[: copy.index(archive.MANIFEST.encode())], "it was cut off"),
        (lambda copy: copy.replace(PAPER, PAPER[::-1]), "first uploads/paper.pdf"),
        (lambda copy: b"not a tar", "no copy of a portal"),
    ],
)
def test_a_copy_that_was_cut_off_or_changed_is_refused(spoil, sentence, copied, tmp_path):
    with pytest.raises(archive.NotWhole, match=sentence):
        archive.read(io.BytesIO(spoil(copied)), tmp_path / "here")


def test_a_file_of_a_copy_never_leads_elsewhere(tmp_path):
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as tar:
        tar.addfile(tarfile.TarInfo("../outside"))

    with pytest.raises(archive.NotWhole, match="leads elsewhere"):
        archive.read(io.BytesIO(made.getvalue()), tmp_path / "here")


@pytest.mark.slow
@of_a_database
def test_a_drill_whose_database_is_there_already_says_so(kept, portals):
    here, _ = portals
    beside = f"{here.database.name}_drill"
    _, copy, _ = here.manage("backup", "-")
    here.database.ask(f'CREATE DATABASE "{beside}"', dbname="postgres")

    code, _, problem = here.manage("restore", "--drill", "-", stdin=copy)

    here.database.ask(f'DROP DATABASE "{beside}" WITH (FORCE)', dbname="postgres")
    assert (code, "Traceback" in problem) == (1, False), problem
    assert f"The database {beside} cannot be made for the drill" in problem
