"""What the board owes in these stories: the grade of an exam that was missed."""

import pytest

from tests.factories import catalogue as make_catalogue
from tests.factories.assessed import awaited


@pytest.fixture
def june(catalogue):
    """The series of the exam."""
    return make_catalogue.a_series(2026, 6)


@pytest.fixture
def missing(entry, june, processor):
    """The board owes the grade of the exam of unit 1."""
    return awaited(entry, "1", by=processor, series=june)
