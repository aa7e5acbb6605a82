"""The review as a grid, in a browser and by keyboard only."""

import re

import pytest
from playwright.sync_api import expect

from tests.factories import claims
from tests.factories.claims import at_page
from tests.journeys.grid.hands import SAVED, cell, into_the_grid, press, state

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def claim(centre, catalogue, tutor, moderator):
    """A claim of 30 candidates with six units each, which waits for its review."""
    return claims.claim_at(
        "sampled", centre=centre, candidates=30, units=6, by=tutor, moderator=moderator
    )


@pytest.fixture
def page(desk_of, claim, moderator):
    """The grid, open."""
    page = desk_of(moderator)
    page.goto(at_page("review_grid", claim))
    return page


def judged(claim):
    """How many lines say what, and why."""
    return {
        (line.grade if line.live else "", line.reason)
        for line in claim.lines.filter(outcome__in=["changed", "withdrawn"])
    }


def test_a_range_is_judged_with_one_reason_and_given_back(page, claim, look):
    into_the_grid(page)

    press(page, "Shift+ArrowDown", "Shift+ArrowDown", "u")
    expect(page.locator(".sheet__special")).to_have_text(re.compile("ive the reason"))
    assert judged(claim) == set()
    press(page, "r")
    page.keyboard.type("No evidence.")
    press(page, "Enter")
    expect(state(page)).to_have_text(SAVED)
    assert judged(claim) == {("U", "No evidence.")}
    assert claim.lines.filter(outcome="changed").count() == 3
    expect(cell(page, 0, 0)).to_have_text("U")

    press(page, "ArrowRight", "w")  # the reason that stands above goes with it
    expect(cell(page, 0, 1)).not_to_be_focused()
    expect(state(page)).to_have_text(SAVED)
    expect(page.locator("#review-agreement")).to_contain_text("stand as claimed")
    press(page, "Control+Home", "Delete")
    expect(cell(page, 0, 0)).to_have_text(claim.lines.first().claimed)

    look(page, "review-grid")
