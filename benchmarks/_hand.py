"""A hand on mouse and keyboard that counts what it does, and what the portal does for it."""

from dataclasses import dataclass
from pathlib import Path

ASKED = {"document", "fetch", "xhr"}  # what the portal works out; files to serve are not counted


@dataclass
class Count:
    """Clicks and keys, pages loaded, and milliseconds from each request to its answer."""

    clicks: int = 0
    keys: int = 0
    loads: int = 0
    server: float = 0

    @property
    def acts(self):
        """Clicks and keys together."""
        return self.clicks + self.keys


class Hand:
    """Works on one page as somebody does; a key held down with another counts as one key.

    Moving the mouse counts nothing, nor what a dialog of the browser asks.
    """

    def __init__(self, page, address):
        """Begin on the page at the address, from where on is counted."""
        self.page = page
        page.goto(address)
        page.wait_for_load_state("networkidle")
        self.count = Count()
        page.on("domcontentloaded", self._note_load)
        page.on("requestfinished", self._note_answer)

    def click(self, target, **options):
        """Click once."""
        self.count.clicks += 1
        target.click(**options)

    def follow(self, name, within=None, **options):
        """Click the first link so named."""
        place = within or self.page
        self.click(place.get_by_role("link", name=name, **options).first)

    def push(self, name, within=None, **options):
        """Click the first button so named."""
        place = within or self.page
        self.click(place.get_by_role("button", name=name, **options).first)

    def by_menu(self, heading, item):
        """Move to the heading of the menu, unless it stands open, and click the item."""
        menu = self.page.get_by_role("navigation", name="Menu")
        shut = menu.get_by_role("button", name=heading)
        if shut.count():
            shut.hover()
        self.click(menu.get_by_role("link", name=item, exact=True))

    def press(self, *keys):
        """Press the keys one after the other."""
        for key in keys:
            self.count.keys += 1
            self.page.keyboard.press(key)

    def write(self, text):
        """Type the text where the cursor is, a key a letter."""
        self.count.keys += len(text)
        self.page.keyboard.type(text)

    def fill(self, *fields_and_texts):
        """Click the first field, and go by Tab from each to the next; (field, text) in pairs."""
        for number, (field, text) in enumerate(fields_and_texts):
            if number:
                self.count.keys += 1
                field.focus()
            else:
                self.click(field)
            self.write(text)

    def choose(self, field, label):
        """Open a list of choices and click one of them."""
        self.count.clicks += 2
        field.select_option(label=label)

    def give(self, field, name, content):
        """Open the browser's dialog for a file; what is clicked in there is not counted."""
        self.count.clicks += 1
        kind = "text/csv" if name.endswith("csv") else "application/pdf"
        field.set_input_files({"name": name, "mimeType": kind, "buffer": content})

    def fetch(self, name):
        """Click a link to a file and give what it holds."""
        with self.page.expect_download() as fetched:
            self.follow(name)
        return Path(fetched.value.path()).read_bytes()

    def see(self, text):
        """Wait until the page's content says so."""
        main = self.page.locator("main, #content, #container").first
        main.get_by_text(text).first.wait_for()

    def end(self):
        """Wait until everything asked was answered, and give the Count."""
        self.page.wait_for_load_state("networkidle")
        self.page.context.close()
        return self.count

    def _note_load(self, _):
        self.count.loads += 1

    def _note_answer(self, request):
        began, answered = request.timing["requestStart"], request.timing["responseStart"]
        if request.resource_type in ASKED and began >= 0:
            self.count.server += answered - began
