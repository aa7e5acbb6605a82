"""The grid for people who type, in a browser and by keyboard only; and nothing typed is lost."""

import re

import pytest
from django.contrib.auth.hashers import make_password
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from claims import commands, queries
from claims.models import UnsavedCell
from interchange.accounts.models import User
from interchange.accounts.roles import Role
from tests.factories import accounts, claims, second_factor
from tests.factories.accounts import PASSWORD
from tests.journeys.looking import complaints, faults

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

SAVED = re.compile("All saved at")


@pytest.fixture
def colleague(centre):
    """Somebody else who builds the same claim."""
    return accounts.with_role(Role.TUTOR, centre, name="Kim Colleague")


@pytest.fixture
def claim(centre, catalogue, tutor):
    """A claim in progress with 30 candidates, one assessor and no grade."""
    return claims.a_draft(centre, candidates=30, by=tutor)


@pytest.fixture
def two_assessors(claim, tutor):
    """Two assessors, so that none is filled in."""
    claim.centre.assessors.update(initials="AA")
    claims.an_assessor(claim.centre, by=tutor, name="Bo Bell", initials="BB")


@pytest.fixture
def grid_of(open_page, live_server, claim):
    """A function that opens the grid as a person, in a browser of their own."""

    def opened(person, **options):
        page = open_page(**options)
        session = session_of(person)
        page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        page.goto(reverse("claims:grid", args=[claim.centre.number, claim.pk]))
        return page

    return opened


def session_of(person):
    """The key of a session in which the person is logged in."""
    client = Client()
    client.force_login(person)
    session = client.session
    session["otp_device_id"] = second_factor.recovery_codes(person).persistent_id
    session.save()
    return session.session_key


def into_the_grid(page):
    """Go from the top of the page into the grid, by Tab."""
    tab_to(page, "td")


def tab_to(page, selector, key="Tab"):
    """Press Tab until the focus is where the selector says."""
    for _ in range(60):
        page.keyboard.press(key)
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"Tab never came to {selector}")


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def cell(page, row, column):
    """The cell at the row and column, each from 0."""
    return page.locator("tbody tr").nth(row).locator("td").nth(column)


def state(page):
    return page.locator(".sheet__state")


def on_claim(claim):
    """What the claim says, by row and column of the grid."""
    rows = {one.candidate.pk: row for row, one in enumerate(queries.claimants(claim))}
    columns = {unit.pk: column for column, unit in enumerate(queries.units(claim.qualification))}
    return {
        (rows[line.candidate_id], columns[line.unit_id]): line.claimed for line in claim.lines.all()
    }


def paste(page, text):
    """Press Ctrl+V with the text on the clipboard."""
    page.evaluate(
        """text => {
          const data = new DataTransfer();
          data.setData("text/plain", text);
          const event = { clipboardData: data, bubbles: true, cancelable: true };
          document.activeElement.dispatchEvent(new ClipboardEvent("paste", event));
        }""",
        text,
    )


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


def test_after_a_grade_the_cursor_may_go_right(grid_of, tutor, claim):
    page = grid_of(tutor)
    tab_to(page, "#grid-onward")
    press(page, "ArrowDown")
    into_the_grid(page)

    press(page, *"pmdpmdpmdp", "m")

    expect(cell(page, 1, 1)).to_be_focused()
    expect(state(page)).to_have_text(SAVED)
    assert len(on_claim(claim)) == 11


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


def test_what_others_save_comes_without_touching_what_is_typed(grid_of, tutor, colleague, claim):
    page = grid_of(tutor)
    cells = claims.cells(claim, 1)[:2]
    commands.save_grades(claim=claim, cells=cells, by=colleague, at=timezone.now())

    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")

    expect(cell(page, 1, 0)).to_have_text("M")
    expect(page.locator(".sheet__said")).to_have_text("Kim Colleague changed 2 cells just now.")


def test_nothing_is_lost_while_the_network_is_gone(grid_of, tutor, claim):
    page = grid_of(tutor)
    into_the_grid(page)
    page.context.set_offline(True)

    press(page, "p", "m", "d")
    expect(page.locator(".sheet__trouble")).to_contain_text("No connection")
    expect(state(page)).to_have_text("3 cells not saved")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.close(run_before_unload=True)
    page.wait_for_timeout(300)
    assert asked == ["beforeunload"]

    page.context.set_offline(False)
    expect(state(page)).to_have_text(SAVED)
    expect(page.locator(".sheet__trouble")).to_be_hidden()
    assert on_claim(claim) == {(0, 0): "P", (1, 0): "M", (2, 0): "D"}


def test_what_stood_in_the_way_is_forgotten_when_it_is_over(grid_of, tutor):
    page = grid_of(tutor)
    page.context.set_offline(True)
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.locator(".sheet__trouble")).to_contain_text("No connection")

    page.context.set_offline(False)

    expect(page.locator(".sheet__trouble")).to_be_hidden()


def test_an_answer_that_got_lost_is_not_taken_for_somebody_elses(grid_of, tutor, claim):
    page = grid_of(tutor)
    into_the_grid(page)

    def lose(route):
        route.fetch()  # the server has saved it
        route.abort()

    page.route("**/grid/cells/", lose, times=1)
    press(page, "p")
    expect(page.locator(".sheet__trouble")).to_contain_text("No connection")
    press(page, "ArrowUp", "d")

    expect(state(page)).to_have_text(SAVED)
    expect(page.locator(".sheet__asks")).to_be_hidden()
    assert on_claim(claim) == {(0, 0): "D"}


def test_nothing_is_lost_when_the_server_cannot_answer(grid_of, tutor, claim):
    page = grid_of(tutor)
    into_the_grid(page)
    page.route("**/grid/cells/", lambda route: route.fulfill(status=502), times=1)

    press(page, "p")

    expect(page.locator(".sheet__trouble")).to_contain_text("cannot save just now")
    expect(state(page)).to_have_text(SAVED)
    assert on_claim(claim) == {(0, 0): "P"}


def test_a_page_that_closes_sends_what_it_has(grid_of, tutor, claim):
    page = grid_of(tutor)
    into_the_grid(page)
    page.on("dialog", lambda dialog: dialog.accept())

    press(page, "p")
    page.goto(reverse("claims:by_unit", args=[claim.centre.number, claim.pk]))
    page.wait_for_timeout(500)

    assert on_claim(claim) == {(0, 0): "P"}


def test_who_was_logged_out_logs_in_elsewhere_and_loses_nothing(grid_of, tutor, claim):
    page = grid_of(tutor)
    into_the_grid(page)
    Session.objects.all().delete()

    press(page, "p", "m")
    expect(page.locator(".sheet__trouble")).to_contain_text("You have been logged out")
    expect(state(page)).to_have_text("2 cells not saved")

    log_in(page.context.new_page(), tutor)
    expect(state(page)).to_have_text(SAVED)
    assert on_claim(claim) == {(0, 0): "P", (1, 0): "M"}


def test_what_one_typed_is_not_saved_by_another_who_logs_in(grid_of, tutor, colleague, claim):
    page = grid_of(tutor)
    into_the_grid(page)
    Session.objects.all().delete()
    press(page, "p")
    expect(page.locator(".sheet__trouble")).to_contain_text("You have been logged out")

    log_in(page.context.new_page(), colleague)

    expect(page.locator(".sheet__trouble")).to_contain_text("Kim Colleague is logged in now")
    assert on_claim(claim) == {}


def log_in(page, person):
    """Log in through the log-in pages."""
    User.objects.filter(pk=person.pk).update(password=make_password(PASSWORD))
    second_factor.an_app(person)
    page.goto("/log-in/")
    page.get_by_label("E-mail address").fill(person.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("Code", exact=False).first.fill(second_factor.code())
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("heading", level=1)).not_to_have_text(re.compile("code", re.I))


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


def test_without_javascript_the_page_leads_to_what_does_everything(grid_of, tutor, claim):
    page = grid_of(tutor, java_script_enabled=False)

    expect(page.get_by_text("The grid needs JavaScript")).to_be_visible()
    expect(page.locator(".sheet")).to_be_hidden()
    page.get_by_role("main").locator(".sheet-waits").get_by_role("link", name="By Unit").click()
    expect(page).to_have_url(re.compile("/by-unit/$"))
