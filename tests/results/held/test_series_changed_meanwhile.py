"""What the board releases while somebody else changes the dates of the series stays released."""

from concurrent.futures import ThreadPoolExecutor, wait

import pytest
from django.db import connection
from django.urls import reverse

from interchange.catalogue.models import Series
from results import commands
from results.admin.series import SeriesAdmin
from tests.results.held.files import BEFORE

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
HOURS = ("results_time", "others_time", "candidates_time")
A_MOMENT = 0.3  # seconds in which a release is through that nobody keeps


def test_a_release_is_not_lost_to_whoever_changes_the_dates_meanwhile(
    june, sign_in, board_administrator, monkeypatch
):
    address = reverse("admin:catalogue_series_change", args=[june.pk])
    client = sign_in(board_administrator)
    shown = client.get(address, secure=True).context["adminform"].form.initial
    data = {name: "" for name in Series.DATES} | {"results_on": shown["results_on"]}
    data |= {name: shown[name] for name in ("year", "month", *HOURS)}
    data |= {"entries_open_on": "2025-09-21", "entries_close_on": "2026-02-21"}
    changing = SeriesAdmin.get_form

    def release():
        try:
            commands.release_results(
                series=june, because="Offers wait.", by=board_administrator, at=BEFORE
            )
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        released = []

        def meanwhile(*args, **how):
            if not released:
                released.append(pool.submit(release))
                wait(released, timeout=A_MOMENT)
            return changing(*args, **how)

        monkeypatch.setattr(SeriesAdmin, "get_form", meanwhile)
        monkeypatch.setattr("django.utils.timezone.now", lambda: BEFORE)
        answer = client.post(address, {**data, "refund_until_on": "2026-05-01"}, secure=True)
        released[0].result()
    assert answer.status_code == 302, answer.context["adminform"].form.errors

    kept = Series.objects.get(pk=june.pk)
    assert (kept.released_at, str(kept.refund_until_on)) == (BEFORE, "2026-05-01")
