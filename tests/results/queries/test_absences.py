"""Which units show as Absent today? Who missed an exam of a series that is live, and no more."""

from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse

from entries.commands import enter_again
from entries.models import UnitEntry
from entries.unit_states import Status
from results import commands, queries
from results.models import UnitResult
from results.queries.absences import LIVE_WITHOUT_RESULTS_DAY, absent_now
from results.rules import Mark
from tests.factories import catalogue as offers
from tests.factories import entries as factory
from tests.factories import results as held
from tests.factories.results import DIPLOMA

pytestmark = pytest.mark.slow

LIVE, RESULTS_DAY, OVER = date(2026, 6, 10), date(2026, 8, 13), date(2026, 8, 14)


@pytest.fixture
def june(catalogue):
    series = offers.a_series(2026, 6)
    series.results_on, series.released_at = RESULTS_DAY, None
    series.save()
    return series


@pytest.fixture
def entry(centre, june):
    return factory.an_entry(centre, offers.qualification(DIPLOMA))


@pytest.fixture
def missed(entry, june, processor, at):
    """An exam that the candidate is marked absent from."""
    [exam] = held.enter([entry], ["1"], june)
    commands.mark_attendance(entry=exam, mark=Mark.ABSENT, by=processor, at=at)
    return exam


@pytest.fixture
def absent(entry):
    """A function: the units of which the candidate is absent on a day."""

    def absent(on=LIVE, centre=entry.centre):
        return absent_now(centre, [entry.candidate.person_id], on)

    return absent


def shown(entry, on=LIVE, number="1"):
    [found] = queries.progress([entry], on)
    units = queries.units_on(entry.centre, {entry: found.units}, on)[entry.pk]
    return next(one.state.value for one in units if one.number == number)


def answer(exam, grade):
    """The exam of a unit entry has a result."""
    result = {name: getattr(exam, name) for name in ("candidate", "unit", "centre", "series")}
    UnitResult.objects.create(
        **result, qualification=exam.qualification, grade=grade, banked_at=held.NOW,
        banked_by=exam.made_by,
    )  # fmt: skip


def test_an_absence_shows_from_the_first_exam_to_the_results_day(missed, absent, june):
    whose = {missed.candidate.person_id: {missed.unit_id}}

    assert absent(date(2026, 6, 1)) == absent(RESULTS_DAY) == whose
    assert absent(date(2026, 5, 31)) == absent(OVER) == {}
    june.first_exam_on = date(2026, 5, 14)
    june.save()
    assert absent(date(2026, 5, 14)) == whose
    assert absent(date(2026, 5, 13)) == {}


def test_without_a_results_day_an_absence_ends_half_a_year_after_the_first_exam(
    missed, absent, june
):
    last = LIVE_WITHOUT_RESULTS_DAY - timedelta(days=1)
    june.results_on = None
    for june.first_exam_on in (date(2026, 5, 14), None):
        june.save()

        assert absent(june.begins_on + last)
        assert not absent(june.begins_on + LIVE_WITHOUT_RESULTS_DAY)


def test_an_absence_shows_no_more_once_results_are_released(missed, absent, june, at):
    assert absent()
    june.released_at = at
    june.save()

    assert not absent()


def test_an_absence_shows_until_an_embargo_is_over(missed, absent, june, at):
    june.others_on = OVER
    june.save()
    assert absent(OVER)
    assert not absent(OVER + timedelta(days=1))
    june.released_at = at
    june.save()

    assert absent(OVER)
    assert not absent(OVER + timedelta(days=1))


def test_an_absence_shows_at_the_centre_of_the_exam_alone(missed, absent, other_centre):
    assert absent()
    assert not absent(centre=other_centre)


def test_whoever_has_a_result_of_the_exam_is_not_absent_from_it(entry, missed):
    answer(missed, "D")

    assert shown(entry) == "Result achieved"


def test_what_is_pending_of_the_exam_shows_as_pending(entry, missed):
    answer(missed, "Q")

    assert shown(entry) == "Pending"


@pytest.mark.parametrize("status", [Status.EXCUSED, Status.WITHDRAWN])
def test_whoever_was_withdrawn_since_is_not_absent(entry, missed, status):
    UnitEntry.objects.filter(pk=missed.pk).update(status=status)

    assert shown(entry) != "Absent"


def test_whoever_was_entered_again_after_an_absence_is_entered(entry, june, processor, absent, at):
    held.hold([entry], {"1": "absent"}, series=june, at=datetime(2026, 6, 9, tzinfo=at.tzinfo))
    assert absent()
    UnitEntry.objects.update(status=Status.ABSENT)

    enter_again(entry=UnitEntry.objects.get(), by=processor, at=at)

    assert shown(entry) == "Entered"


def test_an_absence_changes_nothing_that_counts_on_the_page(
    entry, missed, june, sign_in, exams_officer
):
    june.results_on = date(2099, 8, 13)
    june.save()
    held.hold([entry], {"1": "P"}, series=offers.a_series(2026, 1))
    place = reverse("tracker:candidate", args=[entry.centre.number, entry.candidate.ocr_number])

    page = sign_in(exams_officer).get(place).content.decode()

    assert "90 of 720 GLH achieved so far" in page
    assert "Absent" in page


def test_of_a_registration_that_is_over_what_was_achieved_is_listed_though_an_exam_was_missed(
    entry, missed, june, sign_in, exams_officer
):
    june.results_on = date(2099, 8, 13)
    june.save()
    held.hold([entry], {"1": "P"}, series=offers.a_series(2026, 1))
    type(entry).objects.filter(pk=entry.pk).update(status="removed")
    place = reverse("tracker:candidate", args=[entry.centre.number, entry.candidate.ocr_number])

    page = sign_in(exams_officer).get(place).content.decode()

    assert "These units stay achieved" in page
