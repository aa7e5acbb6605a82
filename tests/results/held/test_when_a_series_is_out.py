"""The statement that finds series whose results are out, and a series itself, say the same."""

from datetime import date, time, timedelta

import pytest

from interchange.catalogue.models import Series
from results.queries.held import opened_by, out_by
from tests.results.held.files import AFTER, BEFORE

pytestmark = pytest.mark.slow

INSTANTS = [
    *(BEFORE, AFTER, AFTER + timedelta(minutes=1), AFTER - timedelta(days=1)),
    *(AFTER + timedelta(days=1), AFTER.replace(hour=0), AFTER.replace(hour=23, minute=59)),
]
SERIES = [
    {"results_on": date(2026, 8, 13), "results_time": time(8)},
    {"results_on": date(2026, 8, 13), "results_time": time(0)},
    {"results_on": date(2026, 8, 14), "results_time": time(8)},
    {"results_on": None, "results_time": time(8)},
    {"results_on": None, "results_time": time(8), "released_at": BEFORE, "release_reason": "x"},
    {"results_on": date(2026, 8, 20), "released_at": BEFORE, "release_reason": "x"},
]
EMBARGOES = [
    {"others_on": None},
    {"others_on": date(2026, 8, 13), "others_time": time(8, 1)},
    {"others_on": date(2026, 8, 14), "others_time": time(8)},
]


@pytest.mark.parametrize("at", INSTANTS)
def test_what_the_statement_finds_is_what_each_series_says(june, at):
    for fields in [{**one, **embargo} for one in SERIES for embargo in EMBARGOES]:
        Series.objects.filter(pk=june.pk).update(**{"released_at": None, **fields})
        of_june = Series.objects.filter(pk=june.pk)
        assert of_june.filter(out_by(at)).exists() is of_june.get().is_out(at), fields
        assert of_june.filter(opened_by(at)).exists() is of_june.get().is_opened(at), fields
