"""What the tests of claims share."""

import pytest

from interchange.audit import trail
from interchange.notifications.models import Message


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
