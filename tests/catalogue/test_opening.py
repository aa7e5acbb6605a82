"""The conditions that find series which are opened, or out, and a series itself say the same."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.db.models import F

from interchange.catalogue.models import Series
from interchange.catalogue.opening import (
    day_out,
    end_of,
    instant_out,
    live_on,
    may_keep_from_candidates,
    opened_by,
    out_by,
    told_on,
)
from tests.factories import catalogue

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

MINUTE = timedelta(minutes=1)
SUMMER, WINTER = date(2031, 8, 14), date(2032, 3, 18)  # 8:00 in London is 7:00 and 8:00 UTC
HOURS = {
    SUMMER: datetime(2031, 8, 14, 7, tzinfo=UTC),
    WINTER: datetime(2032, 3, 18, 8, tzinfo=UTC),
}


def fields_of(day):
    """The dates a series may have, around a results day: with and without release and embargo."""
    hour, early = HOURS[day], HOURS[day] - timedelta(days=3)
    known = [
        {"results_on": day},
        {"results_on": day, "results_time": time(0)},
        {"results_on": day + timedelta(days=1)},
        {"results_on": None},
        {"results_on": None, "released_at": early, "release_reason": "x"},
        {"results_on": day, "released_at": early, "release_reason": "x"},
        {"results_on": day, "released_at": hour.replace(hour=23), "release_reason": "x"},
    ]
    embargoes = [
        {},
        {"others_on": day, "others_time": time(8, 1)},
        {"others_on": day + timedelta(days=1), "candidates_on": day + timedelta(days=2)},
    ]
    return [{**one, **two} for one in known for two in embargoes if one["results_on"] or not two]


def instants(day):
    """Those around the hour and the ends of the day, and days before and after."""
    hour = HOURS[day]
    around = [hour - MINUTE, hour, hour + MINUTE, hour + timedelta(hours=1)]
    ends = [end_of(day - timedelta(days=1)), end_of(day - timedelta(days=1)) + MINUTE, end_of(day)]
    return [*around, *ends, *(hour + timedelta(days=days) for days in (-4, -2, 1, 3))]


@pytest.fixture
def written():
    """All that a series may say, each as one, by its month of a year nobody else uses."""

    def write(day):
        rows = [
            Series(year=2040 + place, month=6, entries_open_on=day, **fields)
            for place, fields in enumerate(fields_of(day))
        ]
        return {one.pk: one for one in Series.objects.bulk_create(rows)}

    return write


def series_where(condition):
    return set(Series.objects.filter(condition, year__gte=2040).values_list("pk", flat=True))


@pytest.mark.parametrize("day", [SUMMER, WINTER])
def test_what_the_conditions_find_is_what_each_series_says(written, day):
    series = written(day)

    for at in instants(day):
        assert series_where(opened_by(at)) == {
            pk for pk, one in series.items() if one.is_opened(at)
        }
        assert series_where(out_by(at)) == {pk for pk, one in series.items() if one.is_out(at)}
        assert series_where(~opened_by(at)) == {
            pk for pk, one in series.items() if not one.is_opened(at)
        }
        assert series_where(~out_by(at)) == {pk for pk, one in series.items() if not one.is_out(at)}
        kept = {pk for pk, one in series.items() if one.keeps_from_candidates(at)}
        assert kept <= series_where(may_keep_from_candidates(at.date()))


@pytest.mark.parametrize("day", [SUMMER, WINTER])
def test_the_day_and_the_instant_are_the_same_in_columns(written, day):
    series = written(day)

    rows = Series.objects.filter(pk__in=series).annotate(day=day_out(), instant=instant_out())
    assert {one.pk: (one.day, one.instant) for one in rows} == {
        pk: (one.out_on, one.results_at) for pk, one in series.items()
    }
    last = Series.objects.filter(pk__in=series).annotate(last=told_on()).values_list("pk", "last")
    assert dict(last) == {
        pk: max(filter(None, [one.results_on, one.others_on]), default=None)
        for pk, one in series.items()
    }


def test_results_come_at_their_hour_in_london_in_summer_and_in_winter():
    for day, hour in HOURS.items():
        series = Series(year=day.year, month=6, results_on=day)
        assert not series.is_opened(hour - MINUTE)
        assert series.is_opened(hour)


def test_what_has_no_series_is_still_to_come(centre):
    from entries.models import UnitEntry
    from tests.factories import entries

    entry = entries.an_entry(centre)
    entries.a_unit_entry(entry, catalogue.unit(1), None)
    at = HOURS[SUMMER]

    assert UnitEntry.objects.filter(~out_by(at, "series__"), centre=centre).count() == 1
    assert not UnitEntry.objects.filter(out_by(at, "series__"), centre=centre).exists()


@pytest.mark.parametrize(
    ("fields", "on", "live"),
    [
        ({"results_on": SUMMER}, date(2031, 4, 30), False),
        ({"results_on": SUMMER}, date(2031, 5, 1), True),
        ({"results_on": SUMMER}, SUMMER, True),
        ({"results_on": SUMMER}, SUMMER + timedelta(days=1), False),
        ({"results_on": SUMMER, "released_at": HOURS[SUMMER]}, SUMMER, False),
        (
            {"results_on": SUMMER, "others_on": SUMMER + timedelta(days=2)},
            SUMMER + timedelta(days=2),
            True,
        ),
        ({"results_on": None}, date(2031, 5, 10), True),
        ({"results_on": None}, date(2031, 5, 12), False),
    ],
)
def test_a_series_is_live_by_dates_from_its_exams_to_its_results_day(fields, on, live):
    begins = {"first_exam_on": date(2031, 5, 1), "entries_open_on": date(2031, 1, 5)}
    reason = {"release_reason": "x"} if "released_at" in fields else {}
    made = Series.objects.create(year=2041, month=6, **begins, **fields, **reason)

    found = Series.objects.annotate(begins=F("first_exam_on")).filter(pk=made.pk)
    assert found.filter(live_on(on, "begins", timedelta(days=10))).exists() is live
