"""The board's list of attendance says where the result of an exam says otherwise."""

import pytest
from django.urls import reverse

from results import commands, queries
from results.exam_file import contradiction
from results.models import Attendance, UnitResult
from results.rules import Mark
from tests.factories import catalogue as offers
from tests.factories import entries as factory
from tests.factories import results as held
from tests.factories.results import DIPLOMA

pytestmark = pytest.mark.slow
GRADES = ("M", "M#", "absent", "Q", "X")


@pytest.fixture
def noted(centre, catalogue, processor, at):
    """Exams with each result and each attendance, noted before the result came."""
    series = offers.a_series(2026, 6)
    for mark in Mark:
        for grade in GRADES:
            entry = factory.an_entry(centre, offers.qualification(DIPLOMA))
            held.hold([entry], {"1": grade}, series=series, due=False)
            exam = entry.candidate.unit_entries.get()
            Attendance.objects.create(entry=exam, mark=mark.value, noted_at=at, noted_by=processor)


def test_the_list_that_contradicts_is_what_the_rule_says(noted):
    every = queries.with_results(Attendance.objects.all())

    expected = {one.pk for one in every if contradiction(one.mark, one.grade, one.partly)}
    assert {one.pk for one in queries.against_results(every)} == expected
    assert len(expected) == 6


def test_what_is_noted_anew_counts(noted, processor, at):
    every = queries.with_results(Attendance.objects.all())
    before = queries.against_results(every).count()
    one = queries.against_results(every).filter(mark=Mark.PARTIAL.value, grade="M").get()

    commands.mark_attendance(entry=one.entry, mark=Mark.PRESENT, by=processor, at=at)

    assert queries.against_results(every).count() == before - 1


def test_the_board_reads_and_narrows_it(noted, processor, client, sign_in):
    sign_in(processor)
    page = reverse("admin:results_attendance_changelist")

    text = client.get(page, {"result": "against"}).content.decode()

    assert "Absent – By the attendance that was noted, the candidate sat this exam." in text
    assert "M# – By the attendance that was noted, the candidate missed no part" in text
    assert UnitResult.objects.count() == len(GRADES) * len(Mark)
