"""What the tests of claims share."""

import pytest

from interchange.audit import trail
from interchange.notifications.models import Message
from tests.factories import claims, visits


@pytest.fixture(autouse=True)
def offered(request):
    """Load the catalogue wherever a test uses the database."""
    if "centre" in request.fixturenames:
        request.getfixturevalue("catalogue")


@pytest.fixture
def events():
    """What was done to a record, as words, oldest first."""
    return lambda record: [event.name for event in reversed(trail.of(record))]


@pytest.fixture
def letters():
    """The letters queued, as (template, address), oldest first."""
    return lambda: list(Message.objects.order_by("id").values_list("template", "to"))


@pytest.fixture
def sampled(centre, tutor, moderator):
    """A claim of two candidates and two units with one line in the sample."""
    return claims.claim_at("sampled", centre=centre, by=tutor, moderator=moderator)


@pytest.fixture
def pending(centre, moderator):
    """A claim that waits to be processed."""
    return claims.claim_at("pending", centre=centre, moderator=moderator)


@pytest.fixture
def subject(centre, catalogue):
    """IT, which the centre takes."""
    return visits.takes(centre)
