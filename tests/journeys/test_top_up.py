"""An exams officer tops a candidate up, and moves a class down."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from results import commands as results
from tests.factories import catalogue as make_catalogue
from tests.factories import entries as make
from tests.factories import results as make_results


@pytest.fixture
def topped_up(catalogue, centre):
    """A candidate of the Extended Certificate who holds what the Extended Diploma needs."""
    entry = make.an_entry(centre, make_catalogue.qualification("05839"))
    whole = make.an_entry(centre, make_catalogue.qualification("05842"), entry.candidate)
    make_results.hold([whole], make_results.OFFICIAL_EXAMPLE, due=False)
    whole.delete()
    return entry


def award():
    while results.award_due(at=timezone.now()):
        pass


@pytest.mark.slow
def test_a_candidate_tops_up_is_charged_the_difference_and_awarded(
    desk_of, look, exams_officer, topped_up
):
    page = desk_of(exams_officer)
    page.goto(topped_up.get_absolute_url())
    page.get_by_role("link", name="Top up or move down").click()
    row = page.get_by_role("row", name="05842")
    expect(row).to_contain_text("DD")
    expect(row).to_contain_text("£50.00")
    look(page, "sizes")
    row.get_by_role("link", name="Top up").click()
    look(page, "top-up")
    page.get_by_role("button", name="Top up").click()
    expect(page.get_by_text("1 candidate moved to")).to_be_visible()
    award()
    page.reload()
    expect(page.get_by_role("heading", name="05842")).to_be_visible()
    look(page, "topped-up")
    page.goto("/centres/12345/entries/invoices/")
    expect(page.get_by_role("row", name="Top-up from 05839")).to_contain_text("£50.00")


@pytest.mark.slow
def test_a_class_moves_down_and_one_with_a_result_waits_for_the_board(
    desk_of, look, exams_officer, processor, centre, catalogue
):
    diplomat = make.an_entry(centre, make_catalogue.qualification("05842"))
    make_results.hold([diplomat], make_results.OFFICIAL_EXAMPLE)
    make.entries(centre, 30, make_catalogue.qualification("05842"))
    award()
    page = desk_of(exams_officer)

    page.goto("/centres/12345/entries/")
    for box in page.get_by_label("Choose ").all():
        box.check()
    page.get_by_role("button", name="Change the size of those ticked").click()
    expect(page.get_by_role("row", name="05839")).to_contain_text("30 without a result yet")
    look(page, "sizes-of-a-class")
    page.get_by_role("row", name="05839").get_by_role("link", name="Move down").click()
    expect(page.get_by_role("row", name=diplomat.candidate.name)).to_contain_text("The board")
    look(page, "move-a-class-down")
    page.get_by_role("button", name="Move down").click()
    expect(page.get_by_text("30 candidates moved to 05839")).to_be_visible()
    expect(page.get_by_text("1 change of size")).to_be_visible()
    page.goto(diplomat.get_absolute_url())
    expect(page.get_by_text("is with the board, because")).to_be_visible()

    board = desk_of(processor)
    board.goto("/board/entries/sizechange/?status__exact=asked")
    board.get_by_role("link", name=diplomat.candidate.name).click()
    board.get_by_role("button", name="Process").click()
    expect(board.get_by_text("Process: 1 done.")).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", name="05839")).to_be_visible()
