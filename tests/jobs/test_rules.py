"""When a job of the clock is due."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from interchange.jobs.rules import Job, is_due, wait_after

LONDON = ZoneInfo("Europe/London")
DAILY = Job("daily", print, from_=time(6, 0))
HOURLY = Job("hourly", print)


def day(number, hour, minute=0, month=11):
    return datetime(2026, month, number, hour, minute, tzinfo=LONDON)


@pytest.mark.parametrize(
    "begun, now, due",
    [
        (day(20, 6), day(20, 23, 59), False),
        (day(20, 6), day(21, 5, 59), False),
        (day(20, 6), day(21, 6), True),
        (day(20, 5, 59), day(20, 6), True),
        (day(20, 6, 30), day(25, 2), True),  # days late
        (day(25, 2), day(25, 6), True),
        (day(24, 6, month=10), day(25, 5, 59, month=10), False),  # clocks went back at two
        (day(24, 6, month=10), day(25, 6, month=10), True),
    ],
)
def test_a_daily_job_is_due_once_a_day_from_its_hour_in_london(begun, now, due):
    assert is_due(DAILY, reckoned_at=begun, failed=0, at=now) == due


def test_an_hourly_job_is_due_an_hour_after_it_was_begun():
    begun = day(20, 10)

    assert not is_due(HOURLY, reckoned_at=begun, failed=0, at=day(20, 10, 59))
    assert is_due(HOURLY, reckoned_at=begun, failed=0, at=day(20, 11))


@pytest.mark.parametrize(
    "begun, due",
    [
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), datetime(2026, 10, 25, 1, 30, tzinfo=UTC)),
        (datetime(2027, 3, 28, 0, 30, tzinfo=UTC), datetime(2027, 3, 28, 1, 30, tzinfo=UTC)),
    ],
)
def test_an_hour_is_an_hour_in_the_nights_when_clocks_change(begun, due):
    begun, due = begun.astimezone(LONDON), due.astimezone(LONDON)
    early = (due.astimezone(UTC) - timedelta(minutes=1)).astimezone(LONDON)

    assert [is_due(HOURLY, reckoned_at=begun, failed=0, at=one) for one in (early, due)] == [
        False,
        True,
    ]


def test_a_job_that_fails_is_tried_again_ever_later():
    begun = day(20, 10)

    assert not is_due(DAILY, reckoned_at=begun, failed=1, at=day(20, 10, 4))
    assert is_due(DAILY, reckoned_at=begun, failed=1, at=day(20, 10, 5))
    assert [wait_after(times) for times in (1, 2, 3)] == [
        timedelta(minutes=5), timedelta(minutes=10), timedelta(minutes=20),
    ]  # fmt: skip
    assert wait_after(10_000) == timedelta(hours=6)
