"""A candidate entered twice: the centre asks, the board compares, merges, and undoes it."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from results import commands as results
from tests.factories import catalogue as make_catalogue
from tests.factories import entries as make
from tests.factories import results as make_results

UNITS = list(make_results.OFFICIAL_EXAMPLE.items())


@pytest.fixture
def twice(catalogue, centre):
    """One person with swapped names on two records, each with half of the units."""
    qualification = make_catalogue.qualification("05842")
    here = make.an_entry(centre, qualification, make.a_candidate("Adeyemi", "Tola"))
    again = make.an_entry(centre, qualification, make.a_candidate("Tola", "Adeyemi"))
    make_results.hold([here], dict(UNITS[:6]), due=False)
    make_results.hold([again], dict(UNITS[6:]), due=False)
    again.delete()
    return here, make.an_entry(centre, make_catalogue.qualification("05839"), again.candidate)


def award():
    while results.award_due(at=timezone.now()):
        pass


@pytest.mark.slow
def test_asked_for_merged_awarded_and_undone(
    desk_of, look, exams_officer, processor, centre, twice
):
    here, again = twice
    page = desk_of(exams_officer)
    page.goto("/centres/12345/entries/duplicates/")
    look(page, "duplicates")
    page.get_by_role("button", name="Ask for a merge").click()
    expect(page.get_by_text("The board is told.")).to_be_visible()
    expect(page.get_by_text("With the board")).to_be_visible()

    board = desk_of(processor)
    board.goto("/board/")
    board.get_by_role("link", name="possible duplicates to merge").click()
    board.get_by_role("link", name="Compare 5").first.click()
    expect(board.get_by_role("row", name="05842 OCR Level 3")).to_contain_text("DD")
    look(board, "merge")
    board.get_by_role("button", name="Merge the records").click()
    expect(board.get_by_text("Write why the two are one person.")).to_be_visible()
    board.get_by_label("Why they are one person").fill("Same person, names swapped.")
    board.get_by_role("button", name="Merge the records").click()
    expect(board.get_by_text("Awards are being worked out again.")).to_be_visible()

    award()
    page.goto(again.get_absolute_url())
    expect(page.get_by_text(f"was merged into {here.candidate.ocr_number}")).to_be_visible()
    expect(page.get_by_text("DD").first).to_be_visible()
    page.goto(f"/centres/12345/entries/?q={again.candidate.ocr_number}")
    expect(page.get_by_role("row", name="Adeyemi, Tola").first).to_be_visible()

    board.get_by_role("button", name="Undo the merge").click()
    expect(board.get_by_text("Undo the merge: 1 done.")).to_be_visible()
    page.goto(again.get_absolute_url())
    expect(page.get_by_role("heading", name="Tola, Adeyemi")).to_be_visible()
