"""A date is typed in three boxes, and each slip has its sentence."""

from datetime import date

import pytest
from django import forms

from interchange.look.fields import DateField


class Birth(forms.Form):
    born_on = DateField(label="Date of birth", latest=lambda: date(2015, 8, 31))


def born(day="", month="", year=""):
    return Birth({"born_on_day": day, "born_on_month": month, "born_on_year": year})


@pytest.mark.parametrize("month", ["3", "03", "March", "mar", " MAR "])
def test_a_month_may_be_a_number_or_a_name(month):
    form = born("27", month, "2008")

    assert form.is_valid()
    assert form.cleaned_data["born_on"] == date(2008, 3, 27)


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        (("", "", ""), "Enter date of birth."),
        (("31", "2", ""), "Date of birth must include a year."),
        (("", "", "2008"), "Date of birth must include a day and a month."),
        (("27", "3", "08"), "Date of birth needs a year of four figures, such as 2008."),
        (("30", "2", "2008"), "Date of birth must be a real date: day, month and year"),
        (("x", "3", "2008"), "Date of birth must be a real date"),
        (("1", "13", "2008"), "Date of birth must be a real date"),
        (("1", "Maybe", "2o08"), "Date of birth must be a real date"),
        (("١", "¼", "2008"), "Date of birth must be a real date"),
        (("1", "9", "2015"), "Date of birth must be 31 August 2015 or earlier."),
    ],
)
def test_a_slip_is_named(parts, sentence):
    [found] = born(*parts).errors["born_on"]

    assert found.startswith(sentence)


def test_what_was_typed_stays():
    assert 'value="Febuary"' in str(born("1", "Febuary", "2008"))


def test_an_optional_date_may_be_left_out():
    assert DateField(required=False).clean(["", "", ""]) is None


def test_a_date_is_shown_in_its_boxes():
    shown = str(Birth(initial={"born_on": date(2008, 3, 27)}))

    assert 'value="27"' in shown
    assert 'value="2008"' in shown


def test_the_same_date_is_no_change():
    field = DateField()

    assert not field.has_changed(date(2008, 3, 27), ["27", "Mar", "2008"])
    assert field.has_changed(date(2008, 3, 27), ["27", "", "2008"])
