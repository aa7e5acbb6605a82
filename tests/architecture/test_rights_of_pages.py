"""Which right opens which page stands in a table, `rights-of-pages.txt`: nobody changes one unseen.

A line is a page and its right. Of the board's side it is who looks, who changes by hand, and the
right of each button and further page. A page's line is written by hand, when one is added.
"""

from pathlib import Path

from django.contrib import admin

from interchange.board.pages import ReadOnly
from tests.architecture.routes import routes

TABLE = Path(__file__).parent / "rights-of-pages.txt"


def rights_of_pages():
    """Each page but the board's and the demo's: (its name, or where it stands, its right).

    A test that plays the demo may have been the first to read the addresses.
    """
    for one in routes():
        if not one.name.startswith("local:"):
            yield one.name or one.path, one.permission


def rights_of_the_board():
    """Each page of the board's side, and whatever is done there."""
    for page in admin.site._registry.values():
        name = f"board {page.opts.app_label}.{page.opts.model_name}"
        yield f"{name} see", page.see
        if not isinstance(page, ReadOnly):
            yield f"{name} change", page.manage
        for one in page.inlines:
            rows = f"{name} {one.model._meta.model_name} rows"
            yield f"{rows} see", one.see
            if not issubclass(one, ReadOnly):
                yield f"{rows} change", one.manage
        for one in page.pages:
            yield f"{name} page {one.__name__}", one.permission
        for one in page.actions or ():
            yield f"{name} button {one.__name__}", " or ".join(sorted(one.allowed_permissions))


def lines():
    """The table as the portal has it."""
    return sorted(
        f"{page}: {getattr(right, 'value', right)}"
        for page, right in (*rights_of_pages(), *rights_of_the_board())
    )


def test_each_page_and_button_has_the_right_that_the_table_names():
    written = TABLE.read_text().splitlines()
    now = lines()

    assert sorted({*now} - {*written}) == []
    assert sorted({*written} - {*now}) == []
    assert written == sorted(set(written))
