"""The cast: who plays in the tests, at which centres, and the real catalogue."""

import json
from datetime import UTC, datetime
from functools import partial

import pytest
from django.conf import settings
from django.test import override_settings

from interchange import downloads
from interchange.accounts.roles import Role
from interchange.catalogue.commands import load_catalogue
from interchange.catalogue.models import Subject
from interchange.reader import __main__ as reader
from interchange.uploads import apart
from tests.factories import accounts, sessions

pytest_plugins = ["tests.machine"]

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
READ_APART = apart.answer_to


@pytest.fixture
def at():
    """The instant at which things happen: a Friday morning in November 2026."""
    return NOW


@pytest.fixture(autouse=True, scope="session")
def papers_apart(tmp_path_factory):
    """Whatever a test sends without `kept_papers` stays out of the folder of the demo."""
    default = {
        **settings.STORAGES["default"],
        "OPTIONS": {"location": tmp_path_factory.mktemp("uploads")},
    }
    heads = tmp_path_factory.mktemp("trail") / "heads.txt"
    with override_settings(STORAGES={**settings.STORAGES, "default": default}, TRAIL_HEADS=heads):
        yield


@pytest.fixture
def kept_papers(settings, tmp_path):
    """The folder of the test's own in which uploaded papers are kept."""
    default = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "default": default}
    return tmp_path


@pytest.fixture(autouse=True)
def handed_over(monkeypatch):
    """A file that a test was handed and did not read to its end is closed with the test."""
    opened, answer = [], downloads.FileResponse

    def answering(file, *given, **more):
        opened.append(file)
        return answer(file, *given, **more)

    monkeypatch.setattr(downloads, "FileResponse", answering)
    yield
    for file in opened:
        file.close()


@pytest.fixture(autouse=True)
def reading_here(monkeypatch):
    """Read what is sent in the test's own process, which is quicker; see `reading_apart`."""
    monkeypatch.setattr(apart, "answer_to", read_here)


def read_here(question, name):
    """The reader's answer, as the reader's process would give it."""
    return json.loads(reader.said(question))


@pytest.fixture
def reading_apart(reading_here, monkeypatch):
    """Read what is sent in a process of its own, as outside of tests."""
    monkeypatch.setattr(apart, "answer_to", READ_APART)


@pytest.fixture
def service(db):
    """The account in whose name command lines act."""
    return accounts.with_role(Role.SERVICE, name="A service account")


@pytest.fixture(scope="session")
def furnish():
    """A function that loads the real catalogue, with which every test begins."""
    return partial(load_catalogue, by=None, at=NOW)


@pytest.fixture
def catalogue(db):
    """The real catalogue, and every centre approved for all of it."""
    accounts.approve_everywhere()


@pytest.fixture
def centre(db):
    """The centre most stories play at."""
    return accounts.a_centre("12345", "Fernhill College")


@pytest.fixture
def other_centre(db):
    """A centre that must see nothing of the first."""
    return accounts.a_centre("54321", "Riverside School")


@pytest.fixture
def centre_administrator(centre):
    """Runs the centre's side of the portal."""
    return accounts.with_role(Role.CENTRE_ADMINISTRATOR, centre, name="Chris Admin")


@pytest.fixture
def exams_officer(centre):
    """Registers candidates and enters them for exams."""
    return accounts.with_role(Role.EXAMS_OFFICER, centre, name="Erin Officer")


@pytest.fixture
def tutor(centre):
    """Teaches, marks and claims."""
    return accounts.with_role(Role.TUTOR, centre, name="Toni Tutor")


@pytest.fixture
def post_result_full(centre):
    """Raises missing-results requests."""
    return accounts.with_role(Role.POST_RESULT_FULL, centre, name="Pat Full")


@pytest.fixture
def post_result_read(centre):
    """Looks at missing-results requests."""
    return accounts.with_role(Role.POST_RESULT_READ, centre, name="Robin Read")


@pytest.fixture
def stranger(other_centre):
    """Runs another centre; must see nothing of this one."""
    return accounts.with_role(Role.CENTRE_ADMINISTRATOR, other_centre, name="Sasha Stranger")


@pytest.fixture
def moderator(centre, catalogue):
    """Allocated to IT at the centre."""
    subject = Subject.objects.get(code="IT")
    return accounts.with_role(Role.MODERATOR, centre, subject, name="Morgan Moderator")


@pytest.fixture
def processor(db):
    """Board staff who process claims and requests."""
    return accounts.with_role(Role.PROCESSOR, name="Priya Processor")


@pytest.fixture
def board_administrator(db):
    """Board staff who manage centres and the catalogue."""
    return accounts.with_role(Role.BOARD_ADMINISTRATOR, name="Bo Board")


@pytest.fixture
def sign_in(client):
    """Sign a person in past the second factor, on the test client: sign_in(tutor)."""
    return partial(sessions.begin, client)
