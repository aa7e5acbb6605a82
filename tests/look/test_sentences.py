"""What a form says is wrong names the field."""

import pytest
from django import forms


def said(field, value):
    form = type("Asked", (forms.Form,), {"unit_code": field})({"unit_code": value})
    return form["unit_code"].errors


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        (forms.CharField(), "", "Enter unit code."),
        (forms.CharField(label="UCI"), "", "Enter UCI."),
        (forms.ChoiceField(choices=[("a", "A")]), "", "Choose unit code."),
        (forms.ChoiceField(choices=[("a", "A")]), "b", "Choose unit code from the list"),
        (forms.FileField(), "", "Choose a file for unit code."),
        (forms.BooleanField(label="I agree"), "", "Tick “I agree”."),
        (forms.IntegerField(), "x", "Unit code must be a whole number, such as 12."),
        (forms.IntegerField(max_value=9), "10", "Unit code may be at most 9."),
        (forms.CharField(max_length=3), "12345", "at most 3 characters; you typed 5."),
        (forms.CharField(min_length=3), "1", "at least 3 characters; you typed 1."),
    ],
)
def test_a_stock_error_becomes_a_sentence_about_the_field(field, value, sentence):
    [found] = said(field, value)

    assert sentence in found


def test_a_fields_own_sentence_stays():
    own = forms.CharField(error_messages={"required": "Type the code from the booklet."})

    assert said(own, "") == ["Type the code from the booklet."]


def test_a_line_break_counts_once_as_in_the_browser_that_counts_what_is_typed():
    note = forms.CharField(max_length=3, widget=forms.Textarea)

    assert not said(note, "a\r\nb")
    assert said(note, "a\r\nbc") == ["Unit code may have at most 3 characters; you typed 4."]


def test_an_unknown_kind_of_error_stays():
    class Odd(forms.CharField):
        def clean(self, value):
            raise forms.ValidationError("Units of 2012 are claimed elsewhere.", code="other")

    assert said(Odd(), "1") == ["Units of 2012 are claimed elsewhere."]
