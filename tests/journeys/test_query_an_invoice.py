"""An invoice is asked about with a paper, answered by the board and paid back by a credit note."""

import pytest
from playwright.sync_api import expect

from tests.factories import entries as make
from tests.factories import papers

LETTER = {"name": "letter.pdf", "mimeType": "application/pdf", "buffer": papers.PDF}


@pytest.fixture
def invoice(catalogue, centre, exams_officer):
    """An invoice for two late entries."""
    return make.an_invoice(centre, exams_officer)


@pytest.mark.slow
def test_asked_answered_and_paid_back(
    desk_of, look, kept_papers, invoice, exams_officer, processor
):
    page = desk_of(exams_officer)
    page.goto(invoice.get_absolute_url())
    look(page, "invoice")
    with page.expect_download() as fetched:
        page.get_by_role("button", name="Download as PDF").click()
    assert fetched.value.suggested_filename.endswith(".pdf")
    page.get_by_role("button", name="Query this").click()
    page.get_by_role("button", name="Send to the board").click()
    expect(page.get_by_role("alert")).to_contain_text("Write what you want to know")
    look(page, "query-without-words")
    page.get_by_label("What is your question?").fill("Only one of the two was late.")
    page.get_by_label("Supporting document").set_input_files(LETTER)
    page.get_by_role("button", name="Send to the board").click()
    expect(page.get_by_role("heading", name="With the board")).to_be_visible()
    look(page, "queried")

    board = desk_of(processor)
    board.goto("/board/")
    board.get_by_role("link", name="invoice queries to answer").click()
    board.locator("#result_list tbody th a").first.click()
    expect(board.get_by_text("Only one of the two was late.")).to_be_visible()
    board.get_by_role("button", name="Answer").click()
    board.get_by_label("Answer").fill("You are right: one of them is paid back.")
    board.get_by_role("button", name="Answer").click()
    expect(board.get_by_text("Answer: 1 done.")).to_be_visible()
    board.goto(f"/board/entries/invoice/{invoice.pk}/change/")
    board.get_by_role("button", name="Pay back").click()
    board.locator("input[type=checkbox][name$=charges]").first.check(force=True)
    board.get_by_label("Reason").fill("One entry was in time.")
    board.get_by_role("button", name="Pay back").click()
    expect(board.get_by_text("1 done.")).to_be_visible()

    page.reload()
    expect(page.get_by_text("You are right: one of them is paid back.")).to_be_visible()
    expect(page.get_by_role("listitem").filter(has_text="Credit note")).to_contain_text("£15.00")
    look(page, "answered")
