"""What does a year lack that the year before had? So that the board's staff see it in time."""

from datetime import date, timedelta

from interchange.catalogue.models import BankHoliday, KeyDate, Series
from interchange.catalogue.years import in_words, key_dates_began

SPRING = range(3, 9)  # the months in which the year to come is looked at, too (ours)
AHEAD = timedelta(days=183)  # for which bank holidays must be known (ours)


def years_to_have(on: date) -> list[int]:
    """The years of key dates, by their beginning, of which everything should be there on the day.

    From March to August that is the coming one, too.
    """
    began = key_dates_began(on)
    return [began, began + 1] if on.month in SPRING else [began]


def key_dates_lacking(on: date) -> list[tuple[str, KeyDate]]:
    """Each date that the year before has, with the year for which it is not set."""
    years = years_to_have(on)
    found = KeyDate.objects.filter(academic_year__in=map(in_words, [years[0] - 1, *years]))
    by_year: dict[str, dict[str, KeyDate]] = {}
    for one in found:
        by_year.setdefault(one.academic_year, {})[one.slug] = one
    return [
        (in_words(year), before)
        for year in years
        for slug, before in by_year.get(in_words(year - 1), {}).items()
        if slug not in by_year.get(in_words(year), {})
    ]


def series_lacking(on: date) -> list[date]:
    """The first days of the months of a year's exam series that are not there."""
    wanted = [
        date(year + 1, month, 1)
        for year in years_to_have(on)
        for month in (Series.Month.JANUARY, Series.Month.JUNE)
    ]
    there = set(Series.objects.values_list("year", "month"))
    return [day for day in wanted if (day.year, day.month) not in there]


def bank_holidays_lacking(on: date) -> bool:
    """Whether no bank holiday is known after the next half year: working days may be wrong then."""
    return not BankHoliday.objects.filter(on__gt=on + AHEAD).exists()
