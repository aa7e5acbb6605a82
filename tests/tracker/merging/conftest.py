"""Two records of one person, and the board that merges them."""

import pytest

from tests.factories import catalogue as make_catalogue
from tests.factories import entries as make
from tests.factories import results as make_results
from tracker import commands

DIPLOMA = "05842"
UNITS = list(make_results.OFFICIAL_EXAMPLE.items())


@pytest.fixture
def apart(centre, other_centre):
    """One person's two records: registered at one centre, with half of the units at each."""
    qualification = make_catalogue.qualification(DIPLOMA)
    first = make.a_candidate("Adeyemi", "Tola", uci="12345F140042A")
    second = make.a_candidate("Tola", "Adeyemi", uci="12345F120042B", uln="9276308686")
    here = make.an_entry(centre, qualification, first)
    there = make.an_entry(other_centre, make_catalogue.qualification("05839"), second)
    make_results.hold([here], dict(UNITS[:6]), due=False)
    whole = make.an_entry(other_centre, qualification, second)
    make_results.hold([whole], dict(UNITS[6:]), due=False)
    whole.delete()
    return here, there


@pytest.fixture
def merge(processor, at):
    """Merge two entries' candidates as board staff."""

    def merge(one, other, **given):
        known = {"because": "The schools confirm it.", "by": processor, "at": at}
        return commands.merge(one=one.candidate, other=other.candidate, **{**known, **given})

    return merge
