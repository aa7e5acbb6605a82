"""A qualification begins and ends; each of its dates says what can no longer be done, and since."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from interchange.catalogue.life import Life

LAST = date(2027, 8, 31)
ENDING = Life(
    code="05839",
    first_registration_on=date(2016, 9, 1),
    last_registration_on=LAST,
    last_exam="2029-06",
    last_certification_on=date(2029, 10, 31),
)
NEXT_DAY = timedelta(days=1)


def test_without_dates_nothing_ends():
    life = Life("05839")
    assert not life.registration_refusal(date(2099, 1, 1))
    assert not life.exam_refusal("2099-06")
    assert not life.certification_refusal(date(2099, 1, 1))
    assert life.notices(date(2099, 1, 1)) == []


def test_registrations_are_taken_from_the_first_day_to_the_last():
    assert "begin on 1 September 2016" in ENDING.registration_refusal(date(2016, 8, 31))
    assert not ENDING.registration_refusal(date(2016, 9, 1))
    assert not ENDING.registration_refusal(LAST)
    assert "ended on 31 August 2027" in ENDING.registration_refusal(LAST + NEXT_DAY)


def test_what_is_not_offered_says_why_and_that_those_on_it_go_on():
    closed = replace(ENDING, not_offered="the handbook was withdrawn.")
    refusal = closed.registration_refusal(LAST)
    assert "the handbook was withdrawn. Choose" in refusal
    assert "Who is registered goes on" in refusal


@pytest.mark.parametrize(("series", "taken"), [("2029-01", True), ("2029-06", True)])
def test_exams_are_sat_up_to_the_last_series(series, taken):
    assert (not ENDING.exam_refusal(series)) is taken


def test_no_exam_is_sat_after_the_last_series():
    assert "those of June 2029" in ENDING.exam_refusal("2030-01")


def test_nothing_is_certificated_after_the_last_day():
    last = ENDING.last_certification_on
    assert not ENDING.has_ended(last)
    assert not ENDING.certification_refusal(last)
    assert ENDING.has_ended(last + NEXT_DAY)
    assert "on 31 October 2029" in ENDING.certification_refusal(last + NEXT_DAY)


def test_it_is_said_in_advance_what_will_end():
    assert ENDING.notices(LAST) == [
        "The last day to register is 31 August 2027.",
        "The last exams are in June 2029.",
        "The last certification is 31 October 2029.",
    ]


def test_it_is_said_afterwards_since_when_it_has_ended():
    assert ENDING.notices(date(2030, 1, 1)) == [
        "Registrations ended on 31 August 2027.",
        "The last exams were in June 2029.",
        "Certification ended on 31 October 2029.",
    ]
