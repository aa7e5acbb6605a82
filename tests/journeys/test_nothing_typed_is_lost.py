"""What a teacher types on the plain pages outlives a closed tab, a lost network and a log-out."""

import re
from time import monotonic, sleep

import pytest
from playwright.sync_api import expect

from claims.models import Claim
from tests.factories import claims

pytestmark = [pytest.mark.django_db(transaction=True)]


@pytest.fixture
def claim(centre, tutor, catalogue):
    """A claim in progress with two candidates and nothing on it."""
    return claims.a_draft(centre, by=tutor)


@pytest.fixture
def address(centre, claim):
    """The page of the claim's first candidate."""
    number = centre.entries.order_by("candidate__surname").first().candidate.ocr_number
    return f"/centres/12345/claims/{claim.pk}/by-candidate/{number}/"


@pytest.fixture
def page(sign_in_as, tutor, address):
    """The teacher's browser with the candidate's page open."""
    opened = sign_in_as(tutor)
    opened.goto(address)
    return opened


def give(page, grade, row=0):
    """Choose a grade for the unit of a row."""
    page.locator("tbody tr").nth(row).locator(f"input[type=radio][value={grade}]").check()


def given(page, grade, row=0):
    """The radio button of a grade, expected to be chosen."""
    return expect(page.locator("tbody tr").nth(row).locator(f"input[type=radio][value={grade}]"))


def says(page, words):
    """Wait until the line beside the buttons says it."""
    expect(page.locator(".keeps")).to_contain_text(words)


def arrives(claim):
    """Wait for what the closing page sent."""
    patience = monotonic() + 10
    while not claim.unsaved.exists() and monotonic() < patience:
        sleep(0.1)


@pytest.mark.slow
def test_a_closed_tab_loses_nothing_and_saves_nothing(page, claim, address):
    give(page, "M")
    says(page, "Kept at")
    another = page.context.new_page()
    page.close()

    another.goto(address)

    given(another, "M").to_be_checked()
    expect(another.get_by_text("1 change on this page is typed and not saved")).to_be_visible()
    assert not claim.lines.exists()
    another.get_by_role("button", name="Save claim").last.click()
    expect(another.get_by_text("Claim saved: 1 change.")).to_be_visible()
    assert Claim.objects.get().lines.get().claimed == "M"


@pytest.mark.slow
def test_a_tab_closed_at_once_loses_nothing(page, claim, address):
    give(page, "D")
    page.goto("/")
    arrives(claim)

    page.goto(address)

    given(page, "D").to_be_checked()


@pytest.mark.slow
def test_logging_out_at_once_loses_nothing(page, claim, address):
    give(page, "M")
    page.get_by_role("button", name="Log out").click()
    page.wait_for_url(re.compile("log-in"))

    assert claim.unsaved.count() == 1


@pytest.mark.slow
def test_without_a_network_what_is_typed_waits_for_it(page, claim, address):
    page.context.set_offline(True)
    give(page, "P")
    says(page, "No connection")
    give(page, "M", row=1)

    page.context.set_offline(False)

    says(page, "Kept at")
    page.goto(address)
    given(page, "P").to_be_checked()
    given(page, "M", row=1).to_be_checked()


@pytest.mark.slow
def test_whoever_was_logged_out_logs_in_elsewhere_and_loses_nothing(page, claim, log_in, tutor):
    page.context.clear_cookies()
    give(page, "D")
    says(page, "You have been logged out")
    tutor.totpdevice_set.update(last_t=-1)  # the same code again, within its half minute

    another = page.context.new_page()
    another.goto("/")
    log_in(another, tutor)

    says(page, "Kept at")
    assert claim.unsaved.get().grade == "D"


def save_claim(page):
    page.get_by_role("button", name="Save claim").last.click()


def comes_back(page, claim):
    """Expect the page with what was typed, and save it."""
    expect(page.get_by_text("What you typed is here again.")).to_be_visible()
    given(page, "D").to_be_checked()
    assert not claim.lines.exists()
    save_claim(page)
    expect(page.get_by_text("Claim saved: 1 change.")).to_be_visible()
    assert claim.lines.get().claimed == "D"


@pytest.mark.slow
def test_saving_when_the_session_is_over_leads_through_the_log_in_back_to_what_was_typed(
    page, claim, log_in, tutor, look
):
    page.context.clear_cookies(name="sessionid")
    give(page, "D")
    save_claim(page)
    tutor.totpdevice_set.update(last_t=-1)

    log_in(page, tutor)

    expect(page.get_by_text("What you typed is here again.")).to_be_visible()
    look(page, "here-again")
    comes_back(page, claim)


@pytest.mark.slow
def test_so_it_does_without_scripts(claim, address, log_in, sign_in_as, tutor):
    page = sign_in_as(tutor, java_script_enabled=False)
    page.goto(address)
    page.context.clear_cookies()  # the token's too
    give(page, "D")
    save_claim(page)
    tutor.totpdevice_set.update(last_t=-1)

    log_in(page, tutor)

    comes_back(page, claim)


@pytest.mark.slow
def test_logged_in_again_in_another_tab_the_first_one_saves(page, claim, log_in, tutor):
    page.context.clear_cookies()
    tutor.totpdevice_set.update(last_t=-1)
    another = page.context.new_page()
    another.goto("/")
    log_in(another, tutor)

    give(page, "D")
    save_claim(page)

    expect(page.get_by_text("Claim saved: 1 change.")).to_be_visible()


@pytest.mark.slow
def test_what_one_typed_is_not_saved_by_another_who_logged_in(page, claim, desk_of, exams_officer):
    another = desk_of(exams_officer).context.cookies()
    page.context.add_cookies([one for one in another if one["name"] == "sessionid"])

    give(page, "D")
    save_claim(page)

    expect(page.get_by_role("alert")).to_contain_text("Somebody else is logged in now")
    given(page, "D").to_be_checked()
    assert not claim.lines.exists()


@pytest.mark.slow
def test_without_a_network_nothing_is_sent_and_the_page_stays(page, claim):
    give(page, "D")
    page.context.set_offline(True)
    save_claim(page)
    expect(page.get_by_role("alert")).to_contain_text("No connection: nothing was sent.")

    page.context.set_offline(False)
    sleep(1)  # until then a second press counts as a double click
    save_claim(page)

    expect(page.get_by_text("Claim saved: 1 change.")).to_be_visible()


@pytest.mark.slow
def test_cancel_discards_what_was_typed_after_asking(page, claim, address):
    give(page, "M")
    says(page, "Kept at")
    page.get_by_role("button", name="Cancel").click()
    page.get_by_role("button", name="Discard").click()
    expect(page.get_by_role("heading", name="Claim for 05839")).to_be_visible()

    page.goto(address)

    expect(page.locator("tbody tr").first.get_by_role("radio").first).to_be_checked()
    assert not claim.unsaved.exists()


@pytest.mark.slow
def test_apply_to_all_is_kept_too(page, claim):
    page.goto(f"/centres/12345/claims/{claim.pk}/by-unit/")
    page.get_by_role("link", name=re.compile("Create new")).first.click()
    give(page, "M")
    page.get_by_role("button", name="Apply to all").first.click()

    says(page, "Kept at")

    assert list(claim.unsaved.values_list("grade", flat=True)) == ["M", "M"]
