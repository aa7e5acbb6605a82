"""Unit 04 is unit 4, wherever it is typed."""

import pytest

from interchange.catalogue.unit_numbers import as_published


@pytest.mark.parametrize(
    ("typed", "number"),
    [("4", "4"), ("04", "4"), (" 004 ", "4"), ("10", "10"), ("0", "0"), ("", ""), ("02A", "2A")],
)
def test_a_number_with_zeros_before_it_is_the_number(typed, number):
    assert as_published(typed) == number
