"""What the board types is compared with the year it is typed for; a slip gets a sentence."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from interchange.catalogue import plausible
from interchange.catalogue.models import Series


@pytest.mark.parametrize("year", [2000, 2027, 2099, None])
def test_a_year_that_can_be_meant(year):
    assert plausible.year_problem(year) is None


@pytest.mark.parametrize("year", [0, 27, 29, 1999, 2100, 20270])
def test_a_year_that_cannot(year):
    assert "four digits" in plausible.year_problem(year)


def test_a_day_of_the_year_29_is_told():
    assert plausible.date_problem(date(29, 9, 1)).startswith("29 is no year that can be meant")
    assert plausible.date_problem(date(2029, 9, 1)) is None


@pytest.mark.parametrize("text", ["2026/27", "2099/00", "2030/31"])
def test_an_academic_year_as_it_is_read(text):
    assert plausible.academic_year_problem(text) is None


@pytest.mark.parametrize("text", ["2026-27", "2026/2027", "26/27", "2026/28", "2026/26", ""])
def test_an_academic_year_that_nothing_reads(text):
    assert "such as 2026/27" in plausible.academic_year_problem(text)


@pytest.mark.parametrize("on", [date(2026, 9, 1), date(2027, 8, 31)])
def test_a_key_date_in_its_year(on):
    assert plausible.key_date_problem(on, "2026/27") is None


@pytest.mark.parametrize("on", [date(2026, 8, 31), date(2027, 9, 1), date(2028, 6, 15)])
def test_a_key_date_of_another_year(on):
    assert "September 2026 to August 2027" in plausible.key_date_problem(on, "2026/27")


def days(**changed):
    """The days of June 2027, some of them changed."""
    return {
        "entries_open_on": date(2026, 9, 1),
        "entries_close_on": date(2027, 2, 21),
        "refund_until_on": None,
        "first_exam_on": date(2027, 5, 10),
        "results_on": date(2027, 8, 12),
    } | changed


def test_a_series_whose_days_are_near_it():
    assert plausible.series_problems(2027, 6, days()) == {}


@pytest.mark.parametrize(
    ("field", "on"),
    [
        ("entries_open_on", date(2025, 9, 1)),
        ("entries_close_on", date(2028, 2, 21)),
        ("refund_until_on", date(2007, 3, 21)),
        ("first_exam_on", date(2026, 1, 5)),
        ("first_exam_on", date(2027, 4, 30)),
        ("first_exam_on", date(2027, 8, 30)),
        ("results_on", date(2026, 8, 13)),
        ("results_on", date(2028, 8, 12)),
    ],
)
def test_a_day_of_another_year_is_told_at_its_field(field, on):
    found = plausible.series_problems(2027, 6, days(**{field: on}))

    assert list(found) == [field]
    assert f"{on:%-d %B %Y} is not near the series of June 2027" in found[field]


def test_several_are_told_at_once():
    wrong = {"entries_close_on": date(2022, 2, 21), "results_on": date(2022, 8, 12)}

    assert plausible.series_problems(2027, 6, days(**wrong)).keys() == wrong.keys()


def test_the_first_exam_is_after_the_last_entry_and_before_the_results():
    dates = days(entries_close_on=date(2027, 5, 12))
    with pytest.raises(ValidationError) as refused:
        Series(year=2027, month=6, **dates).clean()
    assert "earlier than “entries close on”" in str(refused.value.message_dict["first_exam_on"])

    dates = days(first_exam_on=date(2027, 6, 20), results_on=date(2027, 6, 19))
    with pytest.raises(ValidationError) as refused:
        Series(year=2027, month=6, **dates).clean()
    assert "earlier than “first exam”" in str(refused.value.message_dict["results_on"])
