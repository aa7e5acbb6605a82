"""What is new since somebody last looked at the results of a centre, and what lists narrow to."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from entries.models import UnitEntry
from results import commands
from results.commands.looking import GOES_ON
from results.models import Attendance
from results.rules import Mark
from tests.factories import catalogue as offers
from tests.factories import entries as factory
from tests.factories import results as held
from tests.factories.results import DIPLOMA

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("catalogue")]


@pytest.fixture
def looks(centre):
    """Look at the results so many minutes after the first time: since when are they new?"""
    began = timezone.now()

    def look(by, minutes=0):
        since = commands.look(by=by, centre=centre, at=began + timedelta(minutes=minutes))
        return (since - began) / timedelta(minutes=1)

    return look


def test_the_first_look_has_the_day_before_as_new(looks, exams_officer):
    assert looks(exams_officer) == -24 * 60


def test_what_is_new_stays_new_for_as_long_as_the_look_goes_on(looks, exams_officer):
    looks(exams_officer)
    assert looks(exams_officer, 20) == looks(exams_officer, 40) == -24 * 60


def test_a_later_look_has_as_new_what_came_since_the_last_page_of_the_one_before(
    looks, exams_officer
):
    looks(exams_officer)
    looks(exams_officer, 20)
    again = 21 + GOES_ON / timedelta(minutes=1)

    assert looks(exams_officer, again) == 20


def test_each_person_has_a_last_look_of_their_own(looks, exams_officer, tutor):
    looks(exams_officer)
    assert looks(tutor, 200) == 200 - 24 * 60


@pytest.fixture
def read(centre, exams_officer, sign_in):
    """The text of Test Results, by what is asked."""
    client = sign_in(exams_officer)
    address = reverse("results:test_results", args=[centre.number])
    return lambda **asked: client.get(address, asked).context


@pytest.fixture
def some(centre):
    """Two candidates with results, one of them new."""
    old, new = factory.entries(centre, 2, offers.qualification(DIPLOMA))
    now = timezone.now()
    held.hold([old], {"1": "P", "2": "M#", "4": "D"}, at=now - timedelta(days=9))
    held.hold([new], {"1": "absent"}, at=now - timedelta(hours=1))
    return old, new


def test_new_results_are_counted_and_listed_by_themselves(some, read):
    assert read()["new"] == (1, 0)
    [only] = read(new="on")["listing"]
    assert only.candidate == some[1].candidate


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"grade": "absent"}, ["absent"]),
        ({"grade": "#"}, ["M"]),
        ({"series": "claims"}, ["D"]),
        ({"series": "2026-06", "grade": "P"}, ["P"]),
        ({"series": "decided"}, []),
    ],
)
def test_unit_results_are_narrowed_by_grade_and_by_where_they_come_from(
    some, read, asked, expected
):
    assert [one.grade for one in read(**asked)["listing"]] == expected


def test_unit_results_are_narrowed_to_a_unit(some, read):
    unit = offers.unit(1, DIPLOMA)

    assert {one.unit for one in read(unit=unit.pk)["listing"]} == {unit}


@pytest.fixture
def rows(centre, exams_officer, sign_in):
    """The rows By candidate, by what is asked."""
    client = sign_in(exams_officer)
    address = reverse("results:by_candidate", args=[centre.number])
    return lambda **asked: client.get(address, {"qualification": DIPLOMA, **asked}).context["rows"]


def test_a_resit_that_is_awaited_stands_beside_the_grade_held(centre, some, rows):
    old, _ = some
    factory.a_unit_entry(old, offers.unit(1, DIPLOMA), offers.a_series(2027, 6))
    held.settle()

    [row] = [one for one in rows() if one.entry == old]

    assert row.units[0].in_a_cell.startswith("P; June 2027")


def test_candidates_are_narrowed_to_those_with_a_result_awaited(centre, some, rows):
    factory.a_unit_entry(some[1], offers.unit(2, DIPLOMA), offers.a_series(2027, 6))
    held.settle()

    assert [one.entry for one in rows(only="awaited")] == [some[1]]


def test_an_absence_known_by_attendance_alone_is_found(centre, some, rows, processor, at):
    old, new = some
    entry = factory.a_unit_entry(old, offers.unit(3, DIPLOMA), offers.a_series(2026, 6))
    Attendance.objects.create(
        entry=UnitEntry.objects.get(pk=entry.pk), mark=Mark.ABSENT.value, noted_at=at,
        noted_by=processor,
    )  # fmt: skip
    held.settle()

    found = {one.entry: one for one in rows(only="absent")}

    assert old in found
    assert "Absent" in {unit.in_a_cell for unit in found[old].units}


def test_the_list_of_absences_leads_to_those_that_were_noted_alone(some, read):
    assert read(grade="absent")["absences"].endswith("by-candidate/?only=absent")
    assert not read()["absences"]


def test_where_nobody_of_the_first_qualification_matches_another_is_shown(centre, some, rows):
    other = factory.an_entry(centre, offers.qualification("05839"))
    factory.a_unit_entry(other, offers.unit(2, "05839"), offers.a_series(2027, 6))
    held.settle()

    assert [one.entry for one in rows(only="awaited")] == [other]
