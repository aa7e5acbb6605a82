"""Who sends files."""

import pytest

from tests.entries.commands.desk import Desk
from tests.factories import catalogue as make_catalogue


@pytest.fixture
def desk(centre, exams_officer, at):
    """Where files are sent."""
    make_catalogue.a_series(2027, 6)
    return Desk(centre, exams_officer, at)
