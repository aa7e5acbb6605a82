"""Who stands on the lists of the second checkpoint."""

import pytest
from django.utils.timezone import localdate

from entries.rules.registering import summer_of
from tests.factories import catalogue as offers
from tests.factories import entries, results


@pytest.fixture
def lacking(centre, catalogue):
    """Who expects a result this summer and holds all that the Diploma needs but exam unit 1."""
    entry = entries.an_entry(
        centre, offers.qualification(results.DIPLOMA), completes_in=summer_of(localdate())
    )
    held = {unit: grade for unit, grade in results.OFFICIAL_EXAMPLE.items() if unit != "1"}
    results.hold([entry], held)
    results.settle_at(centre)
    return entry
