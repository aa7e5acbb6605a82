"""A candidate number is free in the registration year after everything of its holder's ended."""

from datetime import date

import pytest

from entries.rules import numbers

LAST = date(2029, 7, 31)


def test_an_open_registration_holds_its_number_beyond_the_summer_of_its_completion():
    assert numbers.open_until(2028, 1) == LAST
    assert numbers.open_until(2028, 0) == date(2028, 7, 31)


@pytest.mark.parametrize(
    ("ends", "free"),
    [
        ([LAST], date(2029, 8, 1)),
        ([date(2028, 8, 17)], date(2029, 8, 1)),
        ([LAST, date(2027, 1, 1)], date(2029, 8, 1)),
        ([date(2026, 10, 1)], date(2027, 8, 1)),
    ],
)
def test_it_is_free_from_the_next_registration_year_on(ends, free):
    assert numbers.free_from(ends) == free
    assert numbers.is_free(ends, free)
    assert not numbers.is_free(ends, free.replace(month=7, day=31))


def test_what_has_no_end_keeps_it_and_nothing_does_not():
    assert not numbers.is_free([LAST, None], date(2099, 1, 1))
    assert numbers.is_free([], date(2026, 1, 1))
