"""Every component, in a real browser: accessible, narrow enough, and with a menu that opens."""

import pytest

WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 320, "height": 700}


@pytest.fixture
def gallery(open_page, settings):
    settings.DEMO = True

    def open_gallery(viewport=WIDE, **options):
        page = open_page(viewport=viewport, **options)
        page.goto("/look/gallery/")
        return page

    return open_gallery


@pytest.mark.slow
@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
def test_nothing_is_inaccessible(gallery, violations, viewport):
    page = gallery(viewport)

    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == viewport["width"]


def heading(page):
    return page.get_by_role("button", name="Cambridge Technicals")


def item(page):
    return page.get_by_role("link", name="View claim history")


@pytest.mark.slow
def test_the_menu_opens_by_hovering(gallery, violations):
    page = gallery()
    assert not item(page).is_visible()

    heading(page).hover()
    item(page).hover()

    assert item(page).is_visible()
    assert heading(page).get_attribute("aria-expanded") == "true"
    assert violations(page) == []


@pytest.mark.slow
def test_the_menu_opens_by_keyboard_and_closes_with_escape(gallery):
    page = gallery()

    heading(page).focus()
    assert not item(page).is_visible()

    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "View claim history"

    page.keyboard.press("Escape")
    assert not item(page).is_visible()
    assert page.evaluate("document.activeElement.textContent") == "Cambridge Technicals"


@pytest.mark.slow
def test_the_menu_opens_by_a_click_and_closes_by_the_next(gallery):
    page = gallery()

    heading(page).click()
    assert item(page).is_visible()

    heading(page).click()
    assert not item(page).is_visible()


@pytest.mark.slow
def test_on_a_phone_the_menu_is_folded_away(gallery, violations):
    page = gallery(NARROW)
    assert not heading(page).is_visible()

    page.get_by_role("button", name="Menu").click()
    heading(page).click()

    assert item(page).is_visible()
    assert violations(page) == []


@pytest.mark.slow
def test_what_a_person_may_not_do_names_the_role(gallery):
    page = gallery()

    heading(page).hover()

    assert page.get_by_text("Needs the role Centre Administrator or Tutor/Teacher").is_visible()
    assert page.get_by_role("link", name="Make claims").count() == 0


@pytest.mark.slow
def test_without_javascript_the_menu_opens_by_hovering_and_by_focus(gallery):
    page = gallery(java_script_enabled=False)

    page.locator(".menu__heading", has_text="Cambridge").hover()
    assert item(page).bounding_box()["width"] > 100

    page.get_by_role("link", name="Missing and incomplete results").focus()
    assert page.get_by_role("link", name="Missing and incomplete").bounding_box()["width"] > 100


@pytest.mark.slow
def test_without_javascript_a_phone_unfolds_the_menu_by_a_link(gallery):
    page = gallery(NARROW, java_script_enabled=False)

    page.get_by_role("link", name="Menu", exact=True).click()

    assert item(page).is_visible()


@pytest.mark.slow
def test_a_heading_sorts_and_keeps_the_filter(gallery):
    page = gallery()
    page.get_by_label("Name or number").fill("Ada")
    page.get_by_role("button", name="Apply filters").click()

    page.get_by_role("link", name="Guided hours").click()

    assert "name=Ada" in page.url
    assert page.locator("th[aria-sort=ascending]").inner_text() == "Guided hours"


@pytest.mark.slow
def test_on_paper_there_is_no_menu_and_no_table_is_cut(gallery):
    page = gallery()

    page.emulate_media(media="print")

    assert not page.locator(".menu").is_visible()
    assert not page.get_by_role("button", name="Save claim").is_visible()
    assert page.locator(".table").first.evaluate("each => getComputedStyle(each).overflowX") == (
        "visible"
    )
