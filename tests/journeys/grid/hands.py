"""What the journeys do with the grid, and what they see of it."""

import re

from claims import queries

SAVED = re.compile("All saved at")


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
