"""What stories of assessed grades share: one candidate of the Diploma in IT."""

import pytest

from tests.factories import catalogue as offers
from tests.factories import entries as make
from tests.factories.results import DIPLOMA


@pytest.fixture
def entry(centre, catalogue):
    """A candidate's registration."""
    return make.an_entry(centre, offers.qualification(DIPLOMA))
