"""Changes of size, as the exams officer makes them."""

import pytest

from tests.factories import catalogue as make_catalogue
from tests.factories import entries as make
from tests.factories import results as make_results
from tracker import commands

SMALL, CERTIFICATE, DIPLOMA = "05838", "05839", "05842"


@pytest.fixture
def change(exams_officer, at):
    """Change registrations to a size as the exams officer."""

    def change(*found, to=DIPLOMA, **given):
        return commands.change_size(
            registrations=list(found),
            to=make_catalogue.qualification(to),
            **{"by": exams_officer, "at": at, **given},
        )

    return change


@pytest.fixture
def diplomat(centre):
    """A candidate registered for the Diploma whose units earn it DD."""
    entry = make.an_entry(centre, make_catalogue.qualification(DIPLOMA))
    make_results.hold([entry], make_results.OFFICIAL_EXAMPLE)
    return entry
