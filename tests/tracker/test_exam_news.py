"""What came of exams stands on Home in a line a series, and attendance beside an exam entry."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from assessed.consideration_states import Status
from results import commands
from results.models import Attendance, UnitResult
from results.rules import Mark
from tests.factories import assessed
from tests.factories import catalogue as offers
from tests.factories import entries as factory
from tests.factories import results as held
from tests.factories.results import DIPLOMA
from tracker.queries.exam_news import exam_news

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("catalogue")]


@pytest.fixture
def entries(centre):
    return factory.entries(centre, 2, offers.qualification(DIPLOMA))


def test_results_corrections_and_absences_of_a_series_are_counted(centre, entries, processor):
    now = timezone.now()
    held.hold(entries, {"1": "P", "2": "absent", "4": "M"}, at=now - timedelta(hours=2))
    wrong = UnitResult.objects.filter(grade="P").first()
    commands.correct(result=wrong, grade="D", cause="Swapped.", by=processor, at=now)

    [line] = exam_news(centre, now)

    assert (str(line), line.results, line.corrections, line.absences) == ("June 2026", 4, 1, 2)


def test_an_absence_that_is_with_the_board_or_has_its_grade_needs_nobody(
    centre, exams_officer, processor
):
    now = held.NOW + timedelta(hours=2)
    absence = assessed.an_absence(centre)
    assert [one.absences for one in exam_news(centre, now)] == [1]

    assessed.consideration_at(Status.ACCEPTED, absence, exams_officer, processor)

    assert [one.absences for one in exam_news(centre, now)] == [0]


def test_what_came_long_ago_or_elsewhere_is_no_news(centre, other_centre, entries):
    now = timezone.now()
    held.hold(entries, {"1": "P"}, at=now - timedelta(days=30))
    there = factory.entries(other_centre, 1, offers.qualification(DIPLOMA))
    held.hold(there, {"1": "P"}, at=now - timedelta(hours=1))

    assert exam_news(centre, now) == []


def test_home_leads_to_the_results_of_the_series_and_to_its_absences(
    centre, entries, exams_officer, sign_in
):
    held.hold(entries, {"1": "P", "2": "absent"}, at=timezone.now() - timedelta(hours=1))
    client = sign_in(exams_officer)

    text = client.get(reverse("tracker:centre_home", args=[centre.number])).text
    there = reverse("results:test_results", args=[centre.number])

    assert f'href="{there}?series=2026-06"' in text
    assert f'href="{there}?series=2026-06&amp;grade=absent"' in text


def test_an_exam_entry_says_how_it_was_attended(
    centre, entries, exams_officer, sign_in, processor, at
):
    entry = factory.a_unit_entry(entries[0], offers.unit(1, DIPLOMA), offers.a_series(2026, 6))
    mark = {"mark": Mark.PARTIAL.value, "noted_at": at, "noted_by": processor}
    Attendance.objects.create(entry=entry, **mark)

    text = sign_in(exams_officer).get(reverse("entries:unit_entries", args=[centre.number])).text

    assert "Attendance noted: Absent from part" in text
