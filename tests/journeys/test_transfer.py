"""A candidate moves between two centres: agreed online, then another one on paper."""

import pytest
from playwright.sync_api import expect

from interchange.accounts.roles import Role
from tests.factories import accounts
from tests.factories import catalogue as make_catalogue
from tests.factories import claims as make_claims
from tests.factories import entries as make
from tests.factories.papers import PDF


@pytest.fixture
def newcomer(other_centre):
    """The exams officer of the new centre."""
    return accounts.with_role(Role.EXAMS_OFFICER, other_centre, name="Nia Newcomer")


@pytest.fixture
def ada(catalogue, centre):
    """A candidate of the old centre."""
    return make.an_entry(centre, make_catalogue.qualification(), make.a_candidate())


def fill_in(page, entry, number):
    """Ask for the entry's candidate, as the new centre."""
    page.goto("/centres/54321/entries/transfers/ask/")
    page.get_by_label("OCR candidate number").fill(entry.candidate.ocr_number)
    page.get_by_label("Surname").fill(entry.candidate.surname)
    page.get_by_label("Day").fill("14")
    page.get_by_label("Month").fill("3")
    page.get_by_label("Year").fill("2009")
    page.get_by_label("Number of the old centre").fill("12345")
    page.get_by_label("Qualification").select_option(entry.qualification.code)
    page.get_by_label("Candidate number at your centre").fill(number)


def processed(board, name):
    board.goto("/board/entries/transfer/?status__exact=agreed")
    board.get_by_role("link", name=name).click()
    board.get_by_role("button", name="Process").click()


@pytest.mark.slow
def test_asked_agreed_and_processed(desk_of, look, exams_officer, newcomer, processor, ada):
    new = desk_of(newcomer)
    new.goto("/centres/54321/entries/transfers/ask/")
    new.get_by_role("button", name="Ask for the transfer").click()
    expect(new.get_by_text("Enter the surname.").first).to_be_visible()
    look(new, "transfer-mistakes")
    fill_in(new, ada, "0777")
    new.get_by_role("button", name="Ask for the transfer").click()
    expect(new.get_by_text("Centre 12345 has been asked.")).to_be_visible()
    expect(new.get_by_text(ada.candidate.forenames)).to_have_count(0)
    look(new, "transfer-asked")

    old = desk_of(exams_officer)
    old.goto("/centres/12345/")
    old.get_by_role("link", name="Answer centre 54321: a transfer").click()
    expect(old.get_by_text(f"candidate number {ada.candidate_number}")).to_be_visible()
    look(old, "transfer-to-answer")
    old.get_by_role("button", name="Agree to the transfer").click()
    expect(old.get_by_text("You have agreed.")).to_be_visible()

    processed(desk_of(processor), "Okafor")
    new.goto("/centres/54321/entries/transfers/")
    new.get_by_role("link", name="Okafor").click()
    new.get_by_role("link", name="Go to Okafor, Ada").click()
    expect(new.get_by_role("heading", name="Okafor, Ada")).to_be_visible()
    old.goto(ada.get_absolute_url())
    expect(old.get_by_text("Transferred to another centre on")).to_be_visible()
    look(old, "transferred-away")


@pytest.mark.slow
def test_on_paper_and_not_while_a_submitted_claim_is_unprocessed(
    desk_of, look, newcomer, processor, tutor, ada, centre
):
    claim = make_claims.claim_at("ready", centre=centre, candidates=0, by=tutor)
    new = desk_of(newcomer)
    fill_in(new, ada, "0778")
    paper = {"name": "agreed.pdf", "mimeType": "application/pdf", "buffer": PDF}
    new.get_by_label("Written agreement").set_input_files(paper)
    new.get_by_role("button", name="Ask for the transfer").click()
    expect(new.get_by_text("With the board")).to_be_visible()

    board = desk_of(processor)
    processed(board, "Okafor")
    expect(board.get_by_text(f"on claim {claim.number}")).to_be_visible()
    look(board, "transfer-refused-for-now")
