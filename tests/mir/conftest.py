"""What the stories of requests share: a place for papers, and one candidate to ask about."""

import pytest

from tests.factories import catalogue as real
from tests.factories import entries


@pytest.fixture(autouse=True)
def papers_folder(kept_papers):
    """The folder of the test's own in which papers are kept."""
    return kept_papers / "requests"


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
