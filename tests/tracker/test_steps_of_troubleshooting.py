"""The board's troubleshooting page answers for the centre: how many each question concerns."""

import pytest
from django.urls import reverse

from results.diagnosis import CAUSES
from tests.factories import catalogue, entries
from tests.factories import results as held
from tracker.queries.troubleshooting import STEPS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue"), pytest.mark.slow]


def test_every_cause_without_a_result_stands_in_exactly_one_step():
    told = [code for codes in STEPS.values() for code in codes]

    assert sorted(told) == sorted(CAUSES.keys() - {"result_issued"})


def test_each_step_tells_how_many_it_concerns_and_leads_to_them(centre, sign_in, tutor):
    entries.an_entry(centre)
    entries.an_entry(centre)
    absent = entries.an_entry(centre, catalogue.qualification(held.DIPLOMA))
    held.hold([absent], {"1": "absent"})
    held.settle()

    answer = sign_in(tutor).get(reverse("tracker:troubleshooting", args=[centre.number]))
    found = {one.code: one.count for step in answer.context["steps"] for one in step.answers}

    assert found == {"exams_and_units_missing": 2, "absent": 1}
    link = f"{reverse('tracker:progress', args=[centre.number])}?cause=absent"
    assert link in answer.content.decode()
    listed = sign_in(tutor).get(link)
    assert [row.entry.pk for row in listed.context["listing"]] == [absent.pk]
