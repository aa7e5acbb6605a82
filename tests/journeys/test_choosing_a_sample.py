"""The moderator chooses work for a sample, in a browser."""

import pytest
from playwright.sync_api import expect

from claims import queries
from tests.factories import claims
from tests.factories.claims import at_page

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def claim(centre, catalogue, tutor):
    """A claim of twelve candidates with ten units each, which waits for its sample."""
    return claims.claim_at("ready", centre=centre, candidates=12, units=10, by=tutor)


def test_columns_rows_and_rectangles_are_ticked_and_the_coverage_follows(
    desk_of, claim, moderator, look
):
    page = desk_of(moderator)
    page.goto(at_page("sample", claim))
    works = page.locator("[data-covers=works]")
    missing = page.locator("[data-covers=missing]")

    def box(row, column):
        return page.locator("tbody tr").nth(row).get_by_role("checkbox").nth(column)

    page.locator("thead").get_by_role("button", name="Tick all of").first.click()
    expect(works).to_have_text("12")
    expect(missing).to_contain_text("Not covered yet")
    page.locator("tbody tr").nth(0).get_by_role("button").click()
    expect(works).to_have_text("21")
    expect(missing).to_contain_text("It covers every unit")

    box(2, 2).click()
    box(4, 4).click(modifiers=["Shift"])
    expect(works).to_have_text("30")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    expect(box(4, 5)).to_be_checked()
    look(page, "choosing-a-sample")

    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Sample saved: 31 chosen.")).to_be_visible()
    assert queries.sample_of(claim).lines.count() == 31
