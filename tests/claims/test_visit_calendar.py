"""Which days a calendar of visits shows, and what it says of them."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from claims.rules import visit_calendar as rules


@pytest.mark.parametrize("on", [date(2026, 11, 1), date(2026, 11, 30), date(2027, 2, 14)])
def test_a_month_is_shown_in_whole_weeks_from_monday_to_sunday(on):
    shown = rules.page(rules.MONTH, on)
    weeks = rules.weeks(shown, [], {}, on, on.month)

    assert {week[0].on.weekday() for week in weeks} == {0}
    assert {len(week) for week in weeks} == {7}
    inside = [day.on for week in weeks for day in week if not day.is_outside]
    assert inside[0].day == 1
    assert (inside[-1] + timedelta(days=1)).day == 1
    assert len(inside) == len(set(inside))


def test_turning_the_page_forth_and_back_comes_to_the_same_one():
    for way in (rules.MONTH, rules.OF_WEEK):
        here = rules.page(way, date(2026, 12, 31))
        assert rules.page(way, rules.page(way, here.later).earlier) == here


def test_a_day_has_its_visits_and_the_last_days_of_the_board():
    today = date(2026, 11, 29)
    visit = SimpleNamespace(on=today)
    shown = rules.page(rules.OF_WEEK, today)

    weeks = rules.weeks(shown, [visit], {today: ["Last day for visits"]}, today, today.month)

    [day] = [day for day in weeks[0] if day.visits]
    assert (day.on, day.is_today, day.deadlines) == (today, True, ["Last day for visits"])


@pytest.mark.parametrize(
    ("days", "told"),
    [(0, "on the last day"), (1, "1 day before the last day"), (-3, "3 days after the last day")],
)
def test_how_far_a_visit_is_from_a_last_day_is_said(days, told):
    on = date(2027, 6, 1)

    assert rules.distance(on, on + timedelta(days=days), "visits") == f"{told} for visits"
    assert rules.distance(on, None, "visits") == ""
