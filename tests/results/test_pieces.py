"""Pieces of pages about results say what they say without stray spaces."""

import pytest
from django.template.loader import render_to_string


@pytest.mark.parametrize(
    ("units", "words"),
    [
        (["3"], "unit 3."),
        (["3", "17"], "units 3 and 17."),
        (["3", "17", "20"], "units 3, 17 and 20."),
        ([str(number) for number in range(9)], "one or more of 9 units."),
    ],
)
def test_units_are_named_in_words_up_to_the_full_stop(units, words):
    said = render_to_string("results/_units.html", {"units": units}) + "."

    assert " ".join(said.split()) == words
