"""A name is corrected, another is changed with proof, and the old one still finds the candidate."""

import os
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from entries import commands
from results.commands import award_due
from tests.factories import catalogue as real
from tests.factories import entries as make
from tests.factories import papers, results
from tests.journeys.looking import NARROW, WIDE, complaints, faults

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("kept_papers"),
]
PROOF = {"name": "deed-poll.pdf", "mimeType": "application/pdf", "buffer": papers.PDF}


def picture(page, name):
    """Keep a picture of the page where SHOTS names a folder."""
    if folder := os.environ.get("SHOTS"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


@pytest.fixture
def look(violations):
    """A function that finds nothing wrong with a page; pictures go where SHOTS says."""

    def at(page, name):
        assert faults(page, violations) == []
        for viewport in (NARROW, WIDE):
            page.set_viewport_size(viewport)
            picture(page, f"{name}-{viewport['width']}")

    return at


@pytest.fixture
def ada(centre, catalogue, at):
    """A candidate who holds a certificate."""
    candidate = make.a_candidate("Okafor", "Ada")
    entry = make.an_entry(centre, real.qualification(results.DIPLOMA), candidate)
    results.hold([entry], results.OFFICIAL_EXAMPLE)
    commands.raise_award_due([candidate], at=at)
    award_due(at=at)
    return candidate


@pytest.mark.slow
def test_a_spelling_is_corrected_and_a_whole_name_changed_with_proof(
    sign_in_as, look, exams_officer, processor, centre, ada
):
    officer = sign_in_as(exams_officer)
    with complaints(officer) as said:
        officer.goto(reverse("entries:entries", args=[centre.number]))
        look(officer, "entries")
        officer.goto(reverse("tracker:candidate", args=[centre.number, ada.ocr_number]))
        officer.get_by_role("button", name="Correct details").click()
        look(officer, "form")
        officer.get_by_label("Surname").fill("0kafour")
        officer.get_by_label("Year").fill("2024")
        officer.get_by_label("ULN").fill("9999999999")
        officer.get_by_role("button", name="Continue").click()
        expect(officer.get_by_role("alert")).to_contain_text("A name cannot contain 0")
        look(officer, "wrong")
        officer.get_by_label("Surname").fill("Okafour")
        officer.get_by_label("Year").fill("2009")
        officer.get_by_label("ULN").fill("")
        officer.get_by_role("button", name="Continue").click()
        expect(officer.get_by_text("made at once, free of charge")).to_be_visible()
        expect(officer.get_by_text("This certificate keeps the details printed")).to_be_visible()
        look(officer, "check")
        officer.get_by_role("button", name="Save the correction").click()
        expect(officer.get_by_text("The details have been corrected")).to_be_visible()
        look(officer, "corrected")

        officer.get_by_role("link", name="Okafour, Ada").click()
        expect(officer.get_by_text("Okafor, Ada", exact=True)).to_be_visible()
        look(officer, "candidate")
        officer.get_by_role("button", name="Correct details").click()
        officer.get_by_label("Surname").fill("Smith")
        officer.get_by_label("Note").fill("Changed by deed poll in October.")
        officer.get_by_role("button", name="Continue").click()
        officer.get_by_role("button", name="Send to the board").click()
        expect(officer.get_by_role("alert")).to_contain_text("Attach the proof")
        look(officer, "without-proof")
        officer.get_by_label("Proof").set_input_files(PROOF)
        officer.get_by_role("button", name="Send to the board").click()
        expect(officer.get_by_text("The board has your change")).to_be_visible()
        look(officer, "waiting")
    assert said == []

    board = sign_in_as(processor)
    board.goto("/board/")
    board.get_by_role("link", name="changes of details to decide").click()
    board.locator("#result_list tbody th a").first.click()
    with board.expect_download() as fetched:
        board.get_by_role("link", name="deed-poll.pdf").click()
    assert Path(fetched.value.path()).read_bytes() == papers.PDF
    picture(board, "board")
    board.get_by_role("button", name="Approve").click()
    board.get_by_label("To the centre").fill("Deed poll seen.")
    board.get_by_role("button", name="Approve").click()
    expect(board.get_by_text("Approve: 1 done.")).to_be_visible()
    board.goto(f"/board/entries/candidate/{ada.pk}/change/")
    expect(board.get_by_role("main")).to_contain_text("Surname: Okafour → Smith")
    picture(board, "board-candidate")
    board.get_by_role("button", name="Correct details").click()
    board.get_by_label("UCI").fill("681990012058")
    board.get_by_label("Why").fill("From an earlier statement of results.")
    picture(board, "board-correct")
    board.get_by_role("button", name="Correct details").click()
    expect(board.get_by_text("Correct details: 1 done.")).to_be_visible()

    officer.reload()
    expect(officer.get_by_text("The board says: Deed poll seen.")).to_be_visible()
    look(officer, "approved")
    officer.goto(reverse("entries:entries", args=[centre.number]) + "?q=okafor")
    row = officer.get_by_role("row").filter(has_text="Smith, Ada")
    expect(row).to_contain_text("formerly Okafor, Ada")
    look(officer, "found")
    row.get_by_role("link", name="Smith, Ada", exact=True).click()
    formerly = officer.get_by_text("Okafour, Ada; Okafor, Ada")
    expect(formerly).to_be_visible()
    look(officer, "renamed")
    officer.get_by_role("button", name="Correct details").click()
    make.a_candidate("Bellweather", "Ben", uln="9276308686")
    officer.get_by_label("ULN").fill("9276308686")
    officer.get_by_role("button", name="Continue").click()
    expect(officer.get_by_text("somebody who may be this person")).to_be_visible()
    look(officer, "held")
    officer.goto(reverse("entries:details_changes", args=[centre.number]))
    look(officer, "changes")
