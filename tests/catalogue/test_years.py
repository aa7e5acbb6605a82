"""Two years are counted: of registrations from August, of key dates from September."""

from datetime import date

import pytest

from interchange.catalogue import years


@pytest.mark.parametrize(
    ("on", "registration", "key_dates"),
    [
        (date(2026, 7, 31), 2025, "2025/26"),
        (date(2026, 8, 1), 2026, "2025/26"),
        (date(2026, 8, 31), 2026, "2025/26"),
        (date(2026, 9, 1), 2026, "2026/27"),
        (date(2027, 1, 1), 2026, "2026/27"),
    ],
)
def test_in_august_the_two_years_differ(on, registration, key_dates):
    assert years.registration_year(on) == registration
    assert years.key_dates_year(on) == key_dates


@pytest.mark.parametrize(("month", "year"), [(8, 2027), (9, 2026)])
def test_a_day_of_key_dates_lies_in_its_academic_year(month, year):
    day = years.day_of_key_dates(2026, month, 12)

    assert day == date(year, month, 12)
    assert years.key_dates_year(day) == "2026/27"


def test_a_century_ends_in_two_noughts():
    assert years.in_words(2099) == "2099/00"
