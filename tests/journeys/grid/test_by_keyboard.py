"""The grid for people who type, in a browser and by keyboard only."""

import re

import pytest
from playwright.sync_api import expect

from claims import commands, queries
from claims.models import UnsavedCell
from tests.factories import claims
from tests.journeys.grid.hands import (
    SAVED,
    cell,
    into_the_grid,
    on_claim,
    paste,
    press,
    state,
    tab_to,
)
from tests.journeys.looking import complaints, faults

pytestmark = [pytest.mark.django_db(transaction=True)]


@pytest.mark.slow
def test_a_claim_is_typed_filled_pasted_undone_and_there_again(grid_of, tutor, claim):
    page = grid_of(tutor)
    into_the_grid(page)

    press(page, "p", "m", "d")  # a grade costs one key: the cursor goes down by itself
    expect(cell(page, 3, 0)).to_be_focused()
    press(page, "Control+Home", "Shift+ArrowDown", "Shift+ArrowDown", "Shift+ArrowRight")
    press(page, "Control+r")  # the first column, to the second
    press(page, "ArrowRight", "Control+Home", "Control+ArrowDown")
    expect(cell(page, 29, 0)).to_be_focused()
    press(page, "m")  # the end of a column leads to the top of the next
    expect(cell(page, 0, 1)).to_be_focused()
    press(page, "ArrowRight", "d", "ArrowUp", "Shift+PageDown", "Control+d", "Control+z")
    press(page, "Control+y", "Control+z")
    press(page, "Control+Home", "ArrowRight", "ArrowRight", "ArrowRight")
    paste(page, "Pass\tMerit\r\nD\tNot claiming\r\nX\tp\r\n")
    expect(page.locator(".sheet__said")).to_have_text(
        re.compile(r"Pasted into 5 cells\. Not used: 1 – “X” is no grade \(.*, unit 8\)\.")
    )
    expect(state(page)).to_have_text(SAVED)

    wanted = {(0, 0): "P", (1, 0): "M", (2, 0): "D", (0, 1): "P", (1, 1): "M", (2, 1): "D"}
    wanted |= {(29, 0): "M", (0, 2): "D"}
    wanted |= {(0, 3): "P", (0, 4): "M", (1, 3): "D", (2, 4): "P"}
    assert on_claim(claim) == wanted

    page.reload()
    expect(cell(page, 29, 0)).to_have_text("M")
    shown = {
        (row, column): text
        for row in range(30)
        for column in range(10)
        if (text := cell(page, row, column).text_content())
    }
    assert shown == wanted


@pytest.mark.slow
def test_a_range_is_filled_cleared_and_copied(grid_of, tutor, claim, two_assessors):
    page = grid_of(tutor)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    tab_to(page, "#grid-assessor")
    press(page, "ArrowDown", "ArrowDown")
    into_the_grid(page)

    press(page, "Shift+ArrowRight", "Shift+ArrowDown", "m", "Control+c")
    expect(page.locator(".sheet__said")).to_have_text("Copied: 4 cells.")
    assert page.evaluate("navigator.clipboard.readText()") == "M BB\tM BB\nM BB\tM BB"

    press(page, "Control+End", "ArrowUp", "ArrowLeft", "Control+v")
    expect(cell(page, 29, 9)).to_have_text("M")
    press(page, "Control+Home", "Delete")
    expect(state(page)).to_have_text(SAVED)
    expect(cell(page, 29, 9)).to_have_attribute("data-by", "BB")
    assert sorted(on_claim(claim)) == [
        *((0, 1), (1, 0), (1, 1)),
        *((28, 8), (28, 9), (29, 8), (29, 9)),
    ]


@pytest.mark.slow
def test_an_empty_cell_that_is_pasted_leaves_the_grade(grid_of, tutor, claim):
    page = grid_of(tutor)
    into_the_grid(page)
    press(page, "m", "d", "p", "Control+Home")
    expect(state(page)).to_have_text(SAVED)

    paste(page, "\tP\nN\t-\n \tD")

    told = page.locator(".sheet__said")
    expect(told).to_have_text("Pasted into 3 cells. 3 empty cells leave what is there.")
    expect(page.locator("td.is-unsaved")).to_have_count(0)
    assert on_claim(claim) == {(0, 0): "M", (2, 0): "P", (0, 1): "P", (2, 1): "D"}


@pytest.mark.slow
def test_a_letter_that_is_no_grade_says_which_are(grid_of, tutor, claim):
    page = grid_of(tutor)
    into_the_grid(page)

    press(page, "u")

    expect(page.locator(".sheet__said")).to_contain_text("U is given by the moderator only.")


@pytest.mark.slow
def test_a_candidate_or_a_unit_is_found(grid_of, tutor, claim):
    page = grid_of(tutor)
    into_the_grid(page)
    press(page, "/")
    box, said = page.get_by_label("Find a candidate or unit"), page.locator(".sheet__found")
    name = cell(page, 20, 0).locator("xpath=..").locator("th").text_content()

    box.fill(name)
    expect(said).to_have_text("Found. Escape goes there.")
    press(page, "Escape")
    expect(cell(page, 20, 0)).to_be_focused()

    box.fill("kit")
    expect(said).to_contain_text("1 of 30.")
    press(page, "Enter", "Shift+Enter", "Shift+Enter")
    expect(said).to_contain_text("30 of 30.")
    box.fill(page.locator("thead th").nth(4).text_content())
    press(page, "Escape")
    expect(cell(page, 29, 3)).to_be_focused()
    box.fill("nobody of that name")
    expect(said).to_have_text("Nothing found.")


@pytest.mark.slow
def test_after_a_grade_the_cursor_may_go_right(grid_of, tutor, claim):
    page = grid_of(tutor)
    tab_to(page, "#grid-onward")
    press(page, "ArrowDown")
    into_the_grid(page)

    press(page, *"pmdpmdpmdp", "m")

    expect(cell(page, 1, 1)).to_be_focused()
    expect(state(page)).to_have_text(SAVED)
    assert len(on_claim(claim)) == 11


@pytest.mark.slow
def test_without_an_assessor_the_grade_stays_unsaved_and_says_why(
    grid_of, tutor, claim, two_assessors
):
    page = grid_of(tutor)
    into_the_grid(page)
    press(page, "p", "ArrowUp")

    expect(state(page)).to_have_text("1 cell not saved")
    expect(page.locator("#grid-special")).to_have_text(re.compile("Choose the centre assessor"))
    expect(cell(page, 0, 0)).to_have_attribute("aria-invalid", "true")
    assert on_claim(claim) == {}

    page.reload()  # it stands on the server, as the typist's own
    expect(state(page)).to_have_text("1 cell not saved")
    expect(cell(page, 0, 0)).to_have_text("P")
    tab_to(page, "#grid-assessor")
    press(page, "ArrowDown")
    tab_to(page, "[data-act=assess]")
    press(page, "Enter")
    expect(state(page)).to_have_text(SAVED)
    assert on_claim(claim) == {(0, 0): "P"}
    assert not UnsavedCell.objects.exists()


@pytest.mark.slow
def test_unsaved_cells_are_discarded_after_asking(grid_of, tutor, claim, two_assessors):
    page = grid_of(tutor)
    into_the_grid(page)
    press(page, "p")
    expect(state(page)).to_have_text("1 cell not saved")

    tab_to(page, "[data-act=ask]", "Shift+Tab")
    press(page, "Enter", "Escape")
    expect(cell(page, 0, 0)).to_have_text("P")
    tab_to(page, "[data-act=ask]", "Shift+Tab")
    press(page, "Enter", "Enter")

    expect(cell(page, 0, 0)).to_have_text("")
    expect(state(page)).to_have_text("Everything is saved")
    assert not UnsavedCell.objects.exists()


@pytest.mark.slow
def test_what_is_not_open_says_why_and_takes_no_grade(grid_of, tutor, claim, at):
    last = queries.claimants(claim)[0].candidate
    cells = claims.cells(claim, 1, candidates=[last.pk])
    commands.save_grades(claim=claim, cells=cells, by=tutor, at=at)
    claim.centre.entries.filter(candidate=last).update(status="withdrawn")
    page = grid_of(tutor)
    into_the_grid(page)

    expect(page.locator("#grid-special")).to_contain_text("No longer registered")
    expect(cell(page, 0, 0)).to_have_attribute("aria-disabled", "true")
    press(page, "d")
    expect(cell(page, 0, 0)).to_have_text("P")
    press(page, "Delete")
    expect(state(page)).to_have_text(SAVED)
    assert on_claim(claim) == {}


@pytest.mark.slow
def test_the_grid_is_clean_wide_and_narrow(grid_of, tutor, claim, two_assessors, violations):
    page = grid_of(tutor)
    into_the_grid(page)
    with complaints(page) as said:
        press(page, "p", "m", "ArrowRight", "Shift+ArrowDown")
        expect(state(page)).to_have_text("2 cells not saved")
        page.get_by_text("Keys and marks").click()
        page.get_by_role("button", name="Discard unsaved").click()
        found = faults(page, violations)

    assert found == []
    assert said == []


@pytest.mark.slow
def test_without_javascript_the_page_leads_to_what_does_everything(grid_of, tutor, claim):
    page = grid_of(tutor, java_script_enabled=False)

    expect(page.get_by_text("The grid needs JavaScript")).to_be_visible()
    expect(page.locator(".sheet")).to_be_hidden()
    page.get_by_role("main").locator(".sheet-waits").get_by_role("link", name="By Unit").click()
    expect(page).to_have_url(re.compile("/by-unit/$"))
