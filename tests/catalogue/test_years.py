"""Two years are counted: of registrations from August, of key dates from September."""

from collections import Counter
from datetime import date

import pytest

from interchange.catalogue import years
from interchange.catalogue.defaults import read_file


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


@pytest.mark.parametrize(
    ("day", "count", "then"),
    [
        (date(2026, 12, 23), 0, date(2026, 12, 23)),
        (date(2026, 12, 23), 2, date(2026, 12, 29)),
        (date(2026, 12, 25), 1, date(2026, 12, 29)),
        (date(2026, 12, 31), 1, date(2027, 1, 4)),
        (date(2027, 3, 25), 1, date(2027, 3, 30)),
        (date(2027, 6, 1), 2, date(2027, 6, 3)),
    ],
)
def test_working_days_leave_out_weekends_and_bank_holidays(day, count, then):
    holidays = {date.fromisoformat(str(row["on"])) for row in read_file()["bank_holiday"]}

    assert years.working_days_after(day, count, holidays) == then


def test_bank_holidays_to_begin_with_are_on_weekdays_and_eight_a_year():
    days = [row["on"] for row in read_file()["bank_holiday"]]

    assert all(day.weekday() < years.SATURDAY for day in days)
    assert Counter(day.year for day in days) == {2026: 8, 2027: 8}
