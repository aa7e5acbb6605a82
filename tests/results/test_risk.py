"""How many are at risk is kept once a day and shown week by week."""

from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate, make_aware

from interchange.look.bars import HIGH, bars
from results.commands import keep_risk
from results.models import AtRisk
from results.queries import risk_over_year
from tests.factories import entries
from tests.factories import results as held

IN_JUNE = make_aware(datetime(2027, 6, 28, 3))


def a_row(centre, on, cause, number):
    """What the clock kept."""
    return AtRisk.objects.create(centre=centre, on=on, cause=cause, number=number)


def test_bars_are_as_high_as_their_number_and_one_is_still_seen():
    assert [one.height for one in bars([0, 1, 50, 100], 100)] == [0, 1, HIGH // 2, HIGH]
    assert bars([0], 0)[0].height == 0


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.usefixtures("catalogue")
def test_who_is_at_risk_is_counted_once_a_day_by_centre_and_cause(centre, other_centre):
    entries.entries(centre, 2)
    entries.an_entry(other_centre)
    held.settle(IN_JUNE)

    assert keep_risk(at=IN_JUNE) > 0
    assert keep_risk(at=IN_JUNE + timedelta(hours=3)) == 0

    on = localdate(IN_JUNE)
    here, there = risk_over_year(centre, on), risk_over_year(None, on)
    assert [one.now for one in here.causes] == [2]
    assert [one.now for one in there.causes] == [3]
    assert AtRisk.objects.get(centre=None, cause="").number == 3


@pytest.mark.django_db
def test_the_last_count_of_each_week_of_the_year_is_shown_and_none_is_zero(centre):
    days = [date(2026, 8, 31), date(2026, 11, 2), date(2026, 11, 5), date(2026, 11, 9)]
    for day in days:
        a_row(None, day, "", 9)
        a_row(centre, day, "absent", day.day)
    a_row(centre, days[3], "units_missing", 1)

    year = risk_over_year(centre, date(2026, 11, 20))

    assert year.days == (date(2026, 11, 5), date(2026, 11, 9))
    assert [(one.code, one.numbers) for one in year.causes] == [
        ("absent", (5, 9)),
        ("units_missing", (0, 1)),
    ]
    assert year.by_week[0] == (date(2026, 11, 5), [5, 0])


@pytest.mark.slow
@pytest.mark.django_db
def test_a_centre_sees_its_own_and_the_board_all(sign_in, centre, other_centre, tutor, processor):
    today = localdate()
    a_row(None, today, "", 7)
    a_row(None, today, "absent", 7)
    a_row(other_centre, today, "absent", 7)
    address = reverse("tracker:risk", args=[centre.number])

    ours = sign_in(tutor).get(address).content.decode()
    boards = sign_in(processor).get(reverse("admin:results_keptstanding_over_year"))

    assert "Nobody was at risk" in ours
    assert "<rect" in boards.content.decode()
