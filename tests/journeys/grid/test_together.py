"""Several people on one grid: each sees what the others do, and nobody loses a cell."""

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from playwright.sync_api import expect

from claims import commands
from claims.models import UnsavedCell
from tests.factories import claims
from tests.journeys.grid.hands import (
    SAVED,
    cell,
    into_the_grid,
    on_claim,
    press,
    state,
    tab_to,
)

pytestmark = [pytest.mark.django_db(transaction=True)]


@pytest.mark.slow
def test_two_people_on_one_cell_see_both_values_and_choose(grid_of, tutor, colleague, claim):
    page, other = grid_of(tutor), grid_of(colleague)
    into_the_grid(other)
    press(other, "p", "p")
    expect(state(other)).to_have_text(SAVED)

    into_the_grid(page)
    press(page, "d", "m")
    asks = page.locator(".sheet__asks")
    expect(asks).to_contain_text("Kim Colleague saved P meanwhile")
    expect(asks).to_contain_text("yours is D")
    expect(state(page)).to_have_text("2 cells not saved")
    assert on_claim(claim) == {(0, 0): "P", (1, 0): "P"}

    press(page, "Tab")  # the question stands right after the grid: first the buttons for both
    tab_to(page, "[name=mine]:not([value=all])")
    press(page, "Enter")
    expect(state(page)).to_have_text("1 cell not saved")
    tab_to(page, "[name=theirs]:not([value=all])", "Shift+Tab")
    press(page, "Enter")
    expect(asks).to_be_hidden()
    expect(state(page)).to_have_text(SAVED)
    assert on_claim(claim) == {(0, 0): "D", (1, 0): "P"}
    assert not UnsavedCell.objects.exists()


@pytest.mark.slow
def test_what_others_save_comes_without_touching_what_is_typed(grid_of, tutor, colleague, claim):
    page = grid_of(tutor)
    cells = claims.cells(claim, 1)[:2]
    commands.save_grades(claim=claim, cells=cells, by=colleague, at=timezone.now())

    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")

    expect(cell(page, 1, 0)).to_have_text("M")
    expect(page.locator(".sheet__said")).to_have_text("Kim Colleague changed 2 cells just now.")


@pytest.mark.slow
def test_what_one_typed_is_not_saved_by_another_who_logs_in(
    grid_of, log_in_beside, tutor, colleague, claim
):
    page = grid_of(tutor)
    into_the_grid(page)
    Session.objects.all().delete()
    press(page, "p")
    expect(page.locator(".sheet__trouble")).to_contain_text("You have been logged out")

    log_in_beside(page, colleague)

    expect(page.locator(".sheet__trouble")).to_contain_text("Kim Colleague is logged in now")
    assert on_claim(claim) == {}


@pytest.mark.slow
def test_when_the_claim_was_submitted_it_says_who_and_keeps_the_cells(
    grid_of, tutor, colleague, claim
):
    commands.save_grades(claim=claim, cells=claims.cells(claim, 1)[:1], by=tutor, at=timezone.now())
    page = grid_of(tutor)
    into_the_grid(page)
    commands.submit(claim=claim, declared=True, by=colleague, at=timezone.now())

    press(page, "ArrowDown", "d")
    expect(page.locator(".sheet__trouble")).to_contain_text("Kim Colleague submitted this claim")
    press(page, "d")
    expect(cell(page, 2, 0)).to_have_text("")

    assert on_claim(claim) == {(0, 0): "P"}
    tab_to(page, ".sheet__kept a", "Shift+Tab")
    press(page, "Enter")
    expect(page.get_by_role("main")).to_contain_text("stands here for you to copy")
