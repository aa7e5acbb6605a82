"""What the stories of requests share: a place for papers, and one candidate to ask about."""

import pytest

from tests.factories import catalogue as real
from tests.factories import entries


@pytest.fixture(autouse=True)
def papers_folder(settings, tmp_path):
    """Papers are kept in a folder of the test's own."""
    kept = {**settings.STORAGES}
    kept["default"] = {**kept["default"], "OPTIONS": {"location": tmp_path / "uploads"}}
    settings.STORAGES = kept
    return tmp_path / "uploads" / "requests"


@pytest.fixture
def entry(centre, catalogue):
    """A candidate's registration, about which things are asked."""
    candidate = entries.a_candidate("Okafor", "Ada")
    return entries.an_entry(centre, real.qualification(), candidate)


@pytest.fixture
def exam(catalogue):
    """An examined unit of the qualification."""
    return real.qualification().units.filter(examined=True).first()


@pytest.fixture
def series(db):
    """A series whose exams have been sat."""
    return real.a_series(2026, 6)
