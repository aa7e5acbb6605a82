"""Whoever missed an exam is Absent while its series is live, and then has what was held before."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from interchange.catalogue.models import Series
from results import commands
from results.rules import Mark
from tests.factories import catalogue as offers
from tests.factories import entries as factory
from tests.factories import results as held

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def missed(centre, catalogue, processor):
    """Two who missed the exam of a live series, of whom the first passed it in the one before."""
    entries = factory.entries(centre, 2, offers.qualification(held.DIPLOMA))
    held.hold(entries[:1], {"1": "M"}, series=offers.a_series(2025, 1), due=False)
    today = timezone.localdate()
    live = offers.a_series(2025, 6)
    dates = {"first_exam_on": today - timedelta(days=5), "results_on": today + timedelta(days=30)}
    Series.objects.filter(pk=live.pk).update(released_at=None, **dates)
    live.refresh_from_db()
    at = timezone.now()
    for exam in held.enter(entries, ["1"], live):
        commands.mark_attendance(entry=exam, mark=Mark.ABSENT, by=processor, at=at)
    held.settle_what_is_due(at=at)
    return live, entries


def unit(page, entry):
    """The row of the first unit on the candidate's page."""
    page.goto(f"/centres/12345/candidates/{entry.candidate.ocr_number}/")
    return page.get_by_role("main").locator("tbody tr").first


def test_absent_while_it_is_live_and_afterwards_what_was_achieved_or_what_to_do(
    sign_in_as, exams_officer, missed
):
    live, (passed, never) = missed
    page = sign_in_as(exams_officer)
    for entry in (passed, never):
        expect(unit(page, entry)).to_contain_text("Absent")

    yesterday = timezone.localdate() - timedelta(days=1)
    Series.objects.filter(pk=live.pk).update(results_on=yesterday)
    held.settle(at=timezone.now())

    expect(unit(page, passed)).to_contain_text("Result achieved")
    expect(unit(page, never)).not_to_contain_text("Result achieved")
    expect(page.get_by_role("main")).to_contain_text("absent")
