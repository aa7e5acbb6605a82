"""A candidate leaves: marked Withdrawn, taken back, processed, and put right again by the board."""

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from entries.rules.registering import summer_of
from tests.factories import catalogue as real
from tests.factories import entries as make


@pytest.fixture
def entry(catalogue, centre):
    """A candidate who is to complete this summer."""
    return make.an_entry(
        centre,
        real.qualification(),
        make.a_candidate("Okafor", "Ada"),
        completes_in=summer_of(timezone.localdate()),
    )


def withdraw(page, entry, *, left):
    """Choose Withdrawn for the entry, with the tick that the candidate has left, or without."""
    page.goto(entry.get_absolute_url())
    page.get_by_role("link", name="Change Estimated completion").click()
    page.get_by_role("radio", name="Withdrawn").check()
    if left:
        page.get_by_label("The candidate has left the programme").check()
    page.get_by_role("button", name="Save").click()


@pytest.mark.slow
def test_withdrawn_undone_processed_and_reinstated(
    desk_of, look, centre, exams_officer, processor, entry
):
    page = desk_of(exams_officer)

    withdraw(page, entry, left=False)
    expect(page.get_by_role("alert")).to_contain_text("Tick")
    expect(page.get_by_role("radio", name="Withdrawn")).to_be_checked()
    look(page, "withdrawal-not-ticked")
    withdraw(page, entry, left=True)
    expect(page.get_by_text("is marked Withdrawn").first).to_be_visible()
    look(page, "withdrawn")
    page.goto(reverse("tracker:progress", args=[centre.number]))
    expect(page.get_by_role("row", name="Okafor, Ada")).to_contain_text("Withdrawn")

    page.goto(entry.get_absolute_url())
    page.get_by_role("link", name="Change Estimated completion").click()
    page.get_by_label(f"Summer {entry.completes_in}").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("is registered again").first).to_be_visible()
    look(page, "withdrawal-undone")

    withdraw(page, entry, left=True)
    board = desk_of(processor)
    board.goto("/board/")
    board.get_by_role("link", name="withdrawals to process").click()
    board.locator("#result_list tbody th a").first.click()
    board.get_by_role("button", name="Process the withdrawal").click()
    expect(board.get_by_text("1 done.")).to_be_visible()

    page.goto(reverse("tracker:progress", args=[centre.number]))
    expect(page.get_by_text("Okafor, Ada")).to_have_count(0)
    look(page, "tracker-after-processing")

    page.goto(entry.get_absolute_url())
    look(page, "candidate-after-processing")
    page.get_by_role("link", name="Ask the board to reinstate it").click()
    page.get_by_role("button", name="Send to the board").click()
    expect(page.get_by_role("alert")).to_contain_text("Write why the withdrawal was a mistake")
    page.get_by_label("Why should the registration come back?").fill("It was Ada Okafour who left.")
    look(page, "ask-back")
    page.get_by_role("button", name="Send to the board").click()
    expect(page.get_by_text("The board has been asked to bring")).to_be_visible()
    look(page, "asked-back")

    board.goto("/board/")
    board.get_by_role("link", name="withdrawn entries asked back").click()
    board.locator("#result_list tbody th a").first.click()
    expect(board.get_by_text("It was Ada Okafour who left.")).to_be_visible()
    board.get_by_role("button", name="Reinstate", exact=True).click()
    expect(board.get_by_text("1 done.")).to_be_visible()
    page.goto(reverse("tracker:progress", args=[centre.number]))
    expect(page.get_by_role("row", name="Okafor, Ada")).to_contain_text("Summer")


@pytest.mark.slow
def test_the_guide_and_the_key_dates_lead_to_what_is_to_do(
    desk_of, look, centre, exams_officer, entry
):
    page = desk_of(exams_officer)
    page.goto(reverse("tracker:centre_home", args=[centre.number]))
    look(page, "home")

    page.get_by_role("link", name="Guide to entries").first.click()
    expect(page.get_by_role("listitem").filter(has_text="registered now")).to_contain_text("1")
    look(page, "guide")
    page.get_by_role("main").get_by_role("link", name="All key dates").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Key dates")
    look(page, "key-dates")
    with page.expect_download() as fetched:
        page.get_by_role("link", name="Put them into your calendar").click()
    assert fetched.value.suggested_filename == f"key-dates-{centre.number}.ics"
    page.get_by_role("main").get_by_role("link", name="Enter for exams").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Enter for exams")
