"""How a page of a claim is come to and filled in, in a browser."""

import re


def by_menu(page, title):
    """Hover over Cambridge Technicals in the left-hand menu and click on the item."""
    page.goto("/")
    menu = page.get_by_role("navigation", name="Menu")
    menu.get_by_role("button", name="Cambridge Technicals").hover()
    menu.get_by_role("link", name=title).click()


def row_of(page, words):
    """The row of a table that has the words."""
    return page.get_by_role("row").filter(has_text=words)


def named(unit):
    """How the unit's row begins."""
    return re.compile(rf"^\s*{unit.number}\s*{re.escape(unit.title)}")


def choose(row, grade):
    """Click the radio button of the grade."""
    row.locator(f"input[type=radio][value='{grade}']").check()
