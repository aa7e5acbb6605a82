"""What the stories of requests share: a place for papers, and one candidate to ask about."""

import pytest
from django.urls import reverse

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


@pytest.fixture
def open_page(sign_in, centre):
    """Open a page of mir as somebody: open_page(person, "mir:requests")."""

    def opened(person, name, *args, at=centre, **query):
        address = reverse(name, args=[at.number, *args])
        return sign_in(person).get(address, query, secure=True)

    return opened


@pytest.fixture
def send(sign_in, centre):
    """Send a form of mir as somebody; `query` stands in the address."""

    def sent(person, name, *args, data=None, query=""):
        address = reverse(name, args=[centre.number, *args]) + query
        return sign_in(person).post(address, data or {}, secure=True)

    return sent
