"""Which series the headers carry, and of which year a result is."""

from datetime import date

import pytest

from results.results_file import ResultsYear, heading, year_of_day, year_of_exam


def test_results_of_a_year_stand_under_its_september_or_under_its_summer():
    assert str(heading("september").reference(2012)) == "9N12"
    assert str(heading("summer").reference(2012)) == "6N13"


@pytest.mark.parametrize(
    ("series", "year"), [((2026, 1), 2025), ((2026, 6), 2025), ((2026, 9), 2026)]
)
def test_an_exam_is_of_the_year_of_its_series(series, year):
    assert year_of_exam(*series) == ResultsYear(year)


@pytest.mark.parametrize(
    ("on", "year"),
    [
        (date(2026, 8, 20), 2025),
        (date(2026, 10, 31), 2025),  # late for that summer
        (date(2026, 11, 1), 2026),
        (date(2027, 1, 5), 2026),
    ],
)
def test_what_comes_late_after_a_summer_is_still_of_it(on, year):
    assert year_of_day(on) == ResultsYear(year)


def test_a_year_reads_as_the_board_writes_it():
    assert str(ResultsYear(2025)) == "2025/26"
    assert (ResultsYear(2025).first_day, ResultsYear(2025).last_day) == (
        date(2025, 11, 1),
        date(2026, 10, 31),
    )
