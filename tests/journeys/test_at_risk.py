"""A candidate at risk is found, the cause read, the fix followed, and the candidate awarded."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate
from playwright.sync_api import expect

from entries.rules.registering import summer_of
from interchange.catalogue.models import KeyDate
from tests.factories import catalogue as real
from tests.factories import entries as make
from tests.factories import results as held


@pytest.fixture
def at_risk(catalogue, centre):
    """Who lacks one unit of the Diploma, three days before claims close; and two others."""
    summer = summer_of(localdate())
    KeyDate.objects.filter(slug="claims").update(on=localdate() + timedelta(days=3))
    found = make.an_entry(centre, real.qualification(held.DIPLOMA), completes_in=summer)
    grades = {number: grade for number, grade in held.OFFICIAL_EXAMPLE.items() if number != "20"}
    held.hold([found], grades)
    make.an_entry(centre, completes_in=summer + 1)
    make.an_entry(centre, completes_in=summer - 1)
    held.settle()
    return found


@pytest.mark.slow
def test_who_is_at_risk_is_found_read_mended_and_awarded(desk_of, look, exams_officer, at_risk):
    page, name = desk_of(exams_officer), at_risk.candidate.name

    page.goto(f"/centres/{at_risk.centre.number}/")
    page.get_by_role("link", name="1 candidate at risk of no result this summer").click()
    row = page.get_by_role("row", name=name)
    expect(row).to_contain_text("Due soon")
    expect(row).to_contain_text("3 days left")
    expect(row).to_contain_text("Units not claimed or entered")
    expect(row).to_contain_text("The teacher of the claim")
    expect(page.locator("tbody tr")).to_have_count(1)
    look(page, "at-risk")

    row.get_by_role("link", name=name).first.click()
    expect(page.get_by_role("heading", name="Why there is no result yet")).to_be_visible()
    page.get_by_role("link", name="05839").first.click()
    page.get_by_role("button", name="Move down").click()
    expect(page.get_by_text("1 candidate moved to")).to_be_visible()
    held.settle()
    page.reload()
    expect(
        page.get_by_role("region", name="05839").get_by_text("Qualification result")
    ).to_be_visible()

    page.goto(f"/centres/{at_risk.centre.number}/")
    expect(page.get_by_text("at risk of no result this summer")).to_have_count(0)


@pytest.mark.slow
def test_who_is_past_their_summer_is_answered_for_by_ticks(desk_of, look, exams_officer, at_risk):
    page = desk_of(exams_officer)

    page.goto(f"/centres/{at_risk.centre.number}/")
    page.get_by_role("link", name="1 candidate past their summer").click()
    look(page, "still-expected")
    page.locator("tbody input[name=entry]").check()
    page.get_by_role("radio", name="No result is expected any more").check()
    page.get_by_role("button", name="Check the answer").click()
    expect(page.get_by_role("heading", name="Check before it is done")).to_be_visible()
    look(page, "still-expected-checked")
    page.get_by_role("button", name="Mark as Withdrawn").click()
    expect(page.get_by_role("alert")).to_contain_text("Tick that the candidate has left")
    page.get_by_label("These candidates have left the programme").check()
    page.get_by_role("button", name="Mark as Withdrawn").click()
    expect(page.get_by_text("1 candidate is marked Withdrawn")).to_be_visible()
    look(page, "still-expected-answered")
