"""What a year lacks that the year before had stands below the desk in time."""

from datetime import date

import pytest
from django.urls import reverse

from interchange.catalogue import turning
from interchange.catalogue.models import BankHoliday, KeyDate, Series
from tests.factories import catalogue


def a_date(slug, on, year):
    """A key date of the year."""
    return KeyDate.objects.create(slug=slug, title=slug.capitalize(), on=on, academic_year=year)


def test_the_coming_year_is_looked_at_from_march():
    assert turning.years_to_have(date(2027, 2, 28)) == [2026]
    assert turning.years_to_have(date(2027, 3, 1)) == [2026, 2027]
    assert turning.years_to_have(date(2027, 9, 1)) == [2027]


@pytest.mark.django_db
def test_a_date_that_the_next_year_lacks_is_named_until_it_is_set():
    KeyDate.objects.all().delete()
    a_date("claims", date(2027, 6, 15), "2026/27")
    in_march = date(2027, 3, 1)

    assert turning.key_dates_lacking(date(2027, 2, 1)) == []
    assert [(year, one.slug) for year, one in turning.key_dates_lacking(in_march)] == [
        ("2027/28", "claims")
    ]

    a_date("claims", date(2028, 6, 15), "2027/28")
    assert turning.key_dates_lacking(in_march) == []


@pytest.mark.django_db
def test_series_and_bank_holidays_are_missed_before_they_are_needed():
    Series.objects.all().delete()
    BankHoliday.objects.all().delete()
    BankHoliday.objects.create(on=date(2027, 12, 27), title="Christmas Day (substitute)")
    catalogue.a_series(2027, 6)

    assert turning.series_lacking(date(2026, 11, 1)) == [date(2027, 1, 1)]
    assert date(2028, 6, 1) in turning.series_lacking(date(2027, 4, 1))
    assert not turning.bank_holidays_lacking(date(2027, 6, 1))
    assert turning.bank_holidays_lacking(date(2027, 7, 1))


@pytest.mark.slow
@pytest.mark.django_db
def test_staff_who_keep_the_catalogue_read_it_below_the_desk(
    sign_in, board_administrator, processor
):
    BankHoliday.objects.all().delete()
    line = "year whose bank holidays are not known yet"

    assert line in sign_in(board_administrator).get(reverse("admin:index")).content.decode().lower()
    assert line not in sign_in(processor).get(reverse("admin:index")).content.decode().lower()
