"""Special consideration: granted with its grade, refused, late, and a supporting grade changed."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from assessed.commands import assess
from results import commands as results_commands
from results.models import UnitResult
from tests.factories import assessed as make_assessed
from tests.factories import catalogue as make_catalogue
from tests.factories import results as make_results
from tests.factories.papers import PDF

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("kept_papers", "service")]
ALL_BUT_ONE = {n: g for n, g in make_results.OFFICIAL_EXAMPLE.items() if n != "1"}
LETTER = {"name": "letter.pdf", "mimeType": "application/pdf", "buffer": PDF}
NOTE = {"name": "note.pdf", "mimeType": "application/pdf", "buffer": PDF}


@pytest.fixture
def absence(catalogue, centre):
    """Absent from unit 1 in June 2026; everything else the Diploma needs is there."""
    made = make_assessed.an_absence(centre)
    make_results.hold(list(made.candidate.entries.all()), ALL_BUT_ONE)
    return made


def candidate_page(absence):
    """The address of the candidate's page."""
    return reverse("tracker:candidate", args=["12345", absence.candidate.ocr_number])


def begin(page, absence):
    """Go from the candidate's page to the form."""
    page.goto(candidate_page(absence))
    page.get_by_role("link", name="Apply for special consideration of unit 1, June 2026").click()


def fill_in(page):
    page.get_by_label("Illness or injury").check()
    page.get_by_label("What happened?").fill("A broken leg on the way to the exam.")
    page.get_by_label("Evidence").set_input_files(NOTE)
    page.get_by_label("What I say is true").check()


def stood_for(page):
    page.get_by_label("Senior leader who stands for it").fill("Ada Head, head of centre")
    page.get_by_label("Their letter").set_input_files(LETTER)


def send(page):
    page.get_by_role("button", name="Send to the board").click()


def opened(board, absence):
    board.goto("/board/assessed/consideration/?status__exact=applied")
    board.locator("#result_list tbody a").first.click()


def worked_out():
    while assess(at=make_results.NOW):
        pass
    make_results.settle_what_is_due()


def test_late_and_granted_and_made_again(desk_of, look, exams_officer, processor, absence):
    page = desk_of(exams_officer)
    begin(page, absence)
    expect(page.get_by_text("This one is late")).to_be_visible()
    fill_in(page)
    send(page)
    expect(page.get_by_text("name the senior leader").first).to_be_visible()
    expect(page.get_by_text("Kept: note.pdf")).to_be_visible()
    expect(page.get_by_label("What happened?")).to_have_value(
        "A broken leg on the way to the exam."
    )
    look(page, "consideration-mistakes")
    stood_for(page)
    send(page)
    expect(page.get_by_text("The board has your application.").first).to_be_visible()
    look(page, "consideration-sent")

    board = desk_of(processor)
    opened(board, absence)
    expect(board.get_by_text("Ada Head, head of centre")).to_be_visible()
    board.get_by_role("button", name="Accept").click()
    board.get_by_role("button", name="Accept").click()
    expect(board.get_by_text("Accept: 1 done.")).to_be_visible()

    worked_out()
    page.reload()
    expect(page.get_by_text("mean 2, which is M")).to_be_visible()
    look(page, "consideration-granted")

    for number in ("2", "3"):
        held = UnitResult.objects.standing().get(candidate=absence.candidate, unit__number=number)
        results_commands.correct(
            result=held, grade="D", cause="Marked anew", by=processor, at=make_results.NOW
        )
    worked_out()
    page.goto(candidate_page(absence))
    expect(page.get_by_text("which is D").first).to_be_visible()
    expect(page.get_by_text("Assessed grade").first).to_be_visible()
    expect(page.get_by_role("row", name="1 Fundamentals of IT")).to_contain_text("Result achieved")
    look(page, "consideration-made-again")


def test_in_time_and_refused(desk_of, look, exams_officer, processor, absence, settings):
    series = make_catalogue.a_series(2026, 6)
    type(series).objects.filter(pk=series.pk).update(considered_until_on="2035-01-01")
    page = desk_of(exams_officer)
    page.goto("/centres/12345/special-consideration/")
    look(page, "consideration-list")
    page.get_by_role("link", name="Apply for Okafor").click()
    expect(page.get_by_label("Senior leader who stands for it")).to_have_count(0)
    fill_in(page)
    send(page)
    expect(page.get_by_text("The board has your application.").first).to_be_visible()

    board = desk_of(processor)
    opened(board, absence)
    board.get_by_role("button", name="Refuse").click()
    board.get_by_role("button", name="Refuse").click()
    expect(board.get_by_text("Write why").first).to_be_visible()
    board.get_by_label("Why?").fill("A doctor's note is missing.")
    board.get_by_role("button", name="Refuse").click()
    expect(board.get_by_text("Refuse: 1 done.")).to_be_visible()

    page.reload()
    expect(page.get_by_text("A doctor's note is missing.").first).to_be_visible()
    page.goto(candidate_page(absence))
    expect(page.get_by_text("Enter the candidate for the exam again.").first).to_be_visible()
    look(page, "consideration-refused")
