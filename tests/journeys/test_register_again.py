"""A candidate whose attempts at an exam are used up is registered again and entered anew."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.factories import catalogue as real
from tests.factories import entries as make
from tests.factories import results


@pytest.fixture
def tired(catalogue, centre):
    """A registration for the Diploma whose candidate has failed the exam of unit 1 three times."""
    candidate = make.a_candidate("Okafor", "Ada")
    entry = make.an_entry(centre, real.qualification(results.DIPLOMA), candidate)
    for year, month in ((2025, 6), (2026, 1), (2026, 6)):
        results.hold([entry], {"1": "U"}, series=real.a_series(year, month))
    return entry


@pytest.mark.slow
def test_without_attempts_left_registered_again_and_entered(
    desk_of, look, centre, exams_officer, tired
):
    june = real.a_series()
    exams = reverse("entries:exams_for", args=[centre.number, june.code, results.DIPLOMA])
    page = desk_of(exams_officer)
    page.goto(exams)
    expect(page.get_by_role("row", name="Okafor, Ada")).to_contain_text("No attempts left")
    look(page, "no-attempts-left")

    page.goto(tired.get_absolute_url())
    look(page, "used-up")
    page.get_by_role("link", name="Register again, so that attempts start anew").click()
    expect(page.get_by_role("table", name="Fees for this form")).to_contain_text("Registration")
    look(page, "register-again")
    page.get_by_role("button", name="Register again").click()
    expect(page.get_by_text("is registered again")).to_be_visible()
    look(page, "registered-again")

    page.goto(exams)
    page.get_by_label("Okafor, Ada, unit 1").check()
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("row", name="Okafor, Ada")).to_contain_text("First attempt")
    look(page, "first-attempt-anew")
