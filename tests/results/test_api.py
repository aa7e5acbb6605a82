"""Test Results for programs."""

import pytest

from tests.factories import catalogue, entries
from tests.factories import results as factory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]


@pytest.fixture
def ask(sign_in, centre, tutor):
    """Ask for the unit results of a candidate who holds those of the official example."""
    held = entries.entries(centre, 1, catalogue.qualification(factory.DIPLOMA))
    factory.hold(held, factory.OFFICIAL_EXAMPLE)
    client = sign_in(tutor)
    return lambda **asked: client.get(f"/api/centres/{centre.number}/results/", asked)


@pytest.mark.slow
def test_each_unit_result_tells_its_grade_and_where_it_comes_from(ask):
    found = ask().json()

    assert found["count"] == len(factory.OFFICIAL_EXAMPLE)
    told = {one["unit"]: one["grade"] for one in found["results"]}
    assert told == factory.OFFICIAL_EXAMPLE
    assert all(one["source"] and one["entry_code"] == "05842" for one in found["results"])


@pytest.mark.slow
def test_results_can_be_asked_for_by_qualification(ask):
    assert ask(qualification="05838").json()["count"] == 0
    assert ask(qualification="05842").json()["count"] > 0


@pytest.mark.slow
def test_a_series_that_cannot_be_is_refused_with_a_sentence(ask):
    answer = ask(series="summer")

    assert answer.status_code == 400
    assert answer.json() == {"series": ["Write a series such as 2026-06, or claims."]}
