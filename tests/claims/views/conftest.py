"""What most tests of a claim's pages begin with; who looks as somebody else says so."""

import pytest

from tests.factories import claims


@pytest.fixture
def browser(sign_in, tutor):
    """The tutor's browser."""
    return sign_in(tutor)


@pytest.fixture
def claim(centre, tutor):
    """A claim in progress with two candidates and no grade."""
    return claims.a_draft(centre, by=tutor)


@pytest.fixture
def unit(claim):
    """The first unit that the centre marks."""
    marked = claim.qualification.units.filter(examined=False)
    return marked.order_by("qualificationunit__position").first()
