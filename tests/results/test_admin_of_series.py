"""The board's page of a series: its results day, once results of it are out."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from interchange.audit.models import Event
from interchange.catalogue.models import Series
from tests.factories import reviews as factory

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]


def save(client, series, **typed):
    """Send the page of the series with something typed into it; give what it answers."""
    address = reverse("admin:catalogue_series_change", args=[series.pk])
    shown = client.get(address).context_data["adminform"].form.initial
    shown = {name: value for name, value in shown.items() if value is not None}
    return client.post(address, {**shown, **typed})


@pytest.fixture
def series(centre):
    """A series of which a centre has two results since a week."""
    june = factory.sat(centre, "MP", at=timezone.now())[0].series
    later = ("entries_close_on", "late_until_on", "very_late_until_on", "refund_until_on")
    opened = {"entries_open_on": date(june.year - 1, 9, 1)}
    Series.objects.filter(pk=june.pk).update(**opened, **dict.fromkeys(later))
    return Series.objects.get(pk=june.pk)


@pytest.mark.parametrize("later", [timedelta(days=8), timedelta(days=20), None])
def test_results_that_are_out_are_not_put_off(series, sign_in, board_administrator, later):
    day = "" if later is None else f"{series.results_on + later}"

    page = save(sign_in(board_administrator), series, results_on=day)

    said = (
        f"are out since {series.results_on:%-d %B %Y}: what was told, 2 in all, is not held again."
    )
    assert said in page.content.decode(), page.context_data["errors"]
    assert Series.objects.get(pk=series.pk).results_on == series.results_on


def test_other_dates_of_a_series_that_is_out_may_change(series, sign_in, board_administrator):
    until = date(series.year, 6, 20)

    answer = save(sign_in(board_administrator), series, considered_until_on=f"{until}")

    assert answer.status_code == 302, answer.context_data["errors"]
    assert Series.objects.get(pk=series.pk).considered_until_on == until


def test_the_day_may_move_while_nothing_is_out(catalogue, sign_in, board_administrator):
    ahead = Series.objects.get(year=2027, month=6)

    answer = save(sign_in(board_administrator), ahead, results_on="2027-08-19")

    assert answer.status_code == 302


def test_an_embargo_is_set_ended_early_and_written_into_the_trail(
    catalogue, sign_in, board_administrator
):
    client, ahead = sign_in(board_administrator), Series.objects.get(year=2027, month=6)

    answer = save(client, ahead, others_on="2027-08-13", candidates_on="2027-08-14")
    assert answer.status_code == 302, answer.context_data["errors"]
    ahead.refresh_from_db()
    assert ahead.results_come == "13 August 2027, 08:00"
    assert "Everybody at centres from" in str(Event.objects.latest("pk").detail)

    assert save(client, ahead, others_on="", candidates_on="").status_code == 302
    ahead.refresh_from_db()
    assert (ahead.others_on, ahead.candidates_at) == (None, None)


def test_no_embargo_is_laid_on_results_that_are_out(series, sign_in, board_administrator):
    later = timezone.localdate() + timedelta(days=2)

    page = save(sign_in(board_administrator), series, others_on=f"{later}")

    assert "what was told, 2 in all, is not held again" in page.content.decode()
    assert Series.objects.get(pk=series.pk).others_on is None
