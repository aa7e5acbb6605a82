"""Every page of the demo, as each of its people: no dead link, nothing inaccessible, none too wide.

A term is played once. A crawl without a browser finds the pages that links lead to; the browser
then opens one of each kind, wide and narrow, with and without JavaScript.
"""

import re
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.test.utils import override_settings
from django.utils import timezone
from playwright.sync_api import expect

from claims.models import Claim
from claims.states import Status
from interchange.accounts.models import User
from local.term import cast, story
from tests import stage
from tests.architecture.routes import routes
from tests.journeys import slips
from tests.journeys.buttons import NOT_BY_A_LINK, PUBLIC
from tests.journeys.crawling import crawl, kind_of, opened, signed_in
from tests.journeys.looking import NARROW, WHOLE, WIDE, complaints, faults, share

MOST = {cast.PROCESSOR: 1, cast.BOARD: 1, cast.MODERATOR: 4}  # pages of a kind, else USUAL
USUAL = 2 if WHOLE else 1


@pytest.fixture(scope="module")
def transactional_db(django_db_setup, django_db_blocker):
    """The database, kept from test to test of this module and set back after the last."""
    with django_db_blocker.unblock():
        yield
        stage.set_back()


@pytest.fixture(scope="module")
def clients(transactional_db):
    """A client signed in as each of the demo's people, after their term, in the demo's settings."""
    at = timezone.now()
    with override_settings(DEMO=True, ROOT_URLCONF="tests.journeys.demo_urls"):
        story.play(at=at, say=lambda sentence: None)
        yield {player: signed_in(User.objects.get(email=player.email)) for player in cast.CAST}


@pytest.fixture(scope="module")
def pages(clients):
    """Every page that a link leads to, and those that need nobody signed in: (player, page)."""
    found = [
        (player, page)
        for player, client in clients.items()
        if WHOLE or player != cast.BOARD  # who sees the same site as the processor, and more of it
        for page in crawl(client, most=MOST.get(player, USUAL), asked=WHOLE)
    ]
    found += [(None, opened(Client(), address)) for address in PUBLIC]
    found += [(cast.IT_TUTOR, opened(clients[cast.IT_TUTOR], "/account/confirm/"))]
    searched = f"/centres/{cast.FERNHILL}/search/?q=an"
    found += [(cast.OFFICER, opened(clients[cast.OFFICER], searched))]
    return found + [(cast.IT_TUTOR, page) for page in about_recalling(clients[cast.IT_TUTOR])]


def about_recalling(client):
    """The pages of the claim that nobody has sampled yet, which is not among the first two."""
    address = Claim.objects.get(status=Status.READY).get_absolute_url()
    page = opened(client, address)
    return [page, *(opened(client, link) for link in page.links if link.endswith("/recall/"))]


@pytest.fixture
def browse(open_page, live_server, clients):
    """A function that opens a browser's page signed in as the player; one for each player."""
    opened = {}

    def browser_of(player, **options):
        if player not in opened:
            opened[player] = page = open_page(**options)
            if player:
                session = clients[player].cookies["sessionid"].value
                cookie = {"name": "sessionid", "value": session, "url": live_server.url}
                page.context.add_cookies([cookie])
        return opened[player]

    return browser_of


def test_no_link_is_dead(pages):
    wrong = {
        page.address: (page.status, player and player.name)
        for player, page in pages
        if page.status != 200
    }

    assert wrong == {}


@pytest.mark.slow
def test_every_page_has_one_heading_and_its_links_within_lead_somewhere(pages):
    ours = [page for _, page in pages if page.is_html and not page.name.startswith("admin:")]

    assert {page.address: page.headings for page in ours if page.headings != 1} == {}
    assert {page.address: lost for page in ours if (lost := page.leads_nowhere())} == {}


@pytest.mark.slow
def test_every_form_is_sent_to_a_page_that_is_there(pages):
    wrong = {
        (page.address, form)
        for _, page in pages
        for form in page.forms
        if isinstance(kind_of(urlsplit(form).path or page.path), str)
    }

    assert wrong == set()


def test_every_page_of_a_centre_has_a_title_of_its_own(pages):
    paths = {}
    for _, page in pages:
        if page.is_html and not page.name.startswith("admin:"):
            place = page.path.split("/")[2] if page.path.startswith("/centres/") else ""
            paths.setdefault((place, page.title), set()).add(page.path)

    assert {title: found for title, found in paths.items() if len(found) > 1} == {}


@pytest.mark.slow
def test_links_lead_to_every_page(pages):
    assert {route.name for route in routes()} - {page.name for _, page in pages} <= NOT_BY_A_LINK


def one_of_each(pages):
    """One page of each name, but those of the board's own site, as (player, address)."""
    found = {}
    for player, page in pages:
        if page.is_html and page.status == 200 and not page.name.startswith("admin:"):
            found.setdefault(page.name, (player, page.address))
    return sorted(found.values(), key=lambda one: one[0].email if one[0] else "")


@pytest.mark.slow
def test_nothing_is_inaccessible_or_too_wide(pages, browse, violations):
    wrong = {}
    for player, address in share(one_of_each(pages)):
        page = browse(player)
        with complaints(page) as said:
            page.set_viewport_size(WIDE)
            page.goto(address)
            if found := faults(page, violations) + said:
                wrong[address] = found

    assert wrong == {}


@pytest.mark.slow
def test_a_slip_is_told_accessibly(browse, violations):
    wrong = {}
    for player, address in share(slips.slips()):
        page = browse(player)
        page.goto(address)
        with page.expect_navigation():
            page.locator("main form[method=post], main form.form").last.evaluate(slips.SEND)
        found = faults(page, violations)
        if not page.locator(".govuk-error-summary").is_visible():
            found.append("nothing says what is wrong")
        if not page.title().startswith("Error:"):
            found.append(f"the title is {page.title()}")
        if found:
            wrong[address] = found

    assert wrong == {}


@pytest.mark.slow
def test_a_refusal_is_a_page_like_the_others(browse, violations):
    wrong = {}
    for address in ["/nothing/", f"/centres/{cast.FERNHILL}/people/"]:
        page = browse(cast.READER)
        assert page.goto(address).status in {403, 404}
        if found := faults(page, violations):
            wrong[address] = found

    assert wrong == {}


@pytest.fixture
def plain(open_page):
    """A page of a narrow browser without scripts, logged in by typing, as the player."""

    def log_in(player):
        page = open_page(java_script_enabled=False, viewport=NARROW)
        page.goto("/")
        page.get_by_label("E-mail address").fill(player.email)
        page.get_by_label("Password", exact=True).fill(cast.PASSWORD)
        page.get_by_role("button", name="Continue").click()
        page.get_by_label("Code").first.fill(player.code())
        page.get_by_role("button", name="Log in").click()
        return page

    return log_in


def by_menu(page, title):
    """Go where the menu's link leads, unfolding the menu as on a phone."""
    page.get_by_role("link", name="Menu", exact=True).click()
    page.get_by_role("navigation", name="Menu").get_by_role("link", name=title).click()


@pytest.mark.slow
def test_without_scripts_a_teacher_claims(clients, plain):
    page = plain(cast.IT_TUTOR)
    by_menu(page, "Make claims")
    page.get_by_label("Find").fill("05842")
    page.get_by_role("button", name="Find").click()
    page.get_by_role("link", name="Edit").first.click()
    page.get_by_role("link", name="By Unit").click()
    page.get_by_role("link", name="unit 19").click()
    row = page.get_by_role("row").last
    row.get_by_role("radio").nth(2).check(force=True)
    row.get_by_role("combobox").select_option(index=1)
    page.get_by_role("button", name="Save claim").last.click()
    expect(page.get_by_text("saved").first).to_be_visible()


@pytest.mark.slow
def test_without_scripts_an_officer_registers_filters_and_asks(clients, plain):
    page = plain(cast.OFFICER)
    by_menu(page, "Register candidates")
    page.get_by_role("link", name="Register for 05842").click()
    page.get_by_role("button", name="Add more rows").click()
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("alert")).to_be_visible()

    by_menu(page, "Progress Tracker")
    page.get_by_role("link", name="Candidates at risk").click()
    page.get_by_role("button", name="Apply filters").click()
    expect(page).to_have_url(re.compile("at_risk=on"))
    page.get_by_role("link", name="Clear filters").first.click()
    page.get_by_role("link", name="So far").click()
    expect(page.locator("th[aria-sort=ascending]")).to_be_visible()

    by_menu(page, "Missing and incomplete results")
    page.get_by_role("button", name="Raise a request").first.click()
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What do you want to ask for?")
