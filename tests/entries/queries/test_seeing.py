"""Who has a person now?"""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate, localtime

from entries import states
from entries.queries.seeing import have_now
from tests.factories import catalogue, entries

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("days", "has"), [(1, True), (0, False), (-1, False)])
def test_an_exam_keeps_a_person_at_the_centre_only_until_its_results(centre, days, has):
    entry = entries.an_entry(centre, status=states.Status.TRANSFERRED)
    series = catalogue.a_series()
    series.results_on = localdate() + timedelta(days=days)
    series.save()
    unit = entry.qualification.units.filter(examined=True).first()
    entries.a_unit_entry(entry, unit, series)

    has_now = have_now([entry.candidate_id], localtime()).get(entry.candidate_id, set())
    assert (centre.pk in has_now) is has
