"""Fills in the form of a page as a browser would: what stands in it, what is typed, one button."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin


@dataclass
class Form:
    """A form of a page: where it goes, what stands in its boxes, which buttons it has."""

    address: str
    boxes: list[tuple[str, str]] = field(default_factory=list)
    buttons: list[tuple[str, str, str]] = field(default_factory=list)  # text, name, value

    def has(self, text):
        """Whether a button of that text stands in it."""
        return any(text in button[0] for button in self.buttons)

    def pressed(self, text, typed):
        """What is sent when the button of that text is pressed, with `typed` over the rest."""
        sent = {}
        for name, value in self.boxes:
            sent.setdefault(name, []).append(value)
        for said, name, value in self.buttons:
            if text in said and name:
                sent[name] = [value]
        return {**sent, **typed}


class Reader(HTMLParser):
    """Reads the forms of a page that are sent, not those that ask for another page."""

    def __init__(self, address):
        """Note where the page is, for forms that go back to it."""
        super().__init__()
        self.address, self.forms = address, []
        self.form = self.select = self.area = self.button = None

    def handle_starttag(self, tag, attributes):
        """Note a box, a choice or a button."""
        given = dict(attributes)
        if tag == "form" and given.get("method", "").lower() == "post":
            self.form = Form(urljoin(self.address, given.get("action") or self.address))
            self.forms.append(self.form)
        elif self.form is not None and "disabled" not in given:
            getattr(self, f"_{tag}", lambda given: None)(given)

    def handle_endtag(self, tag):
        """Leave a form, a choice or a button."""
        if tag == "form":
            self.form = None
        elif tag == "textarea" and self.area:
            self.form.boxes.append((self.area[0], self.area[1].strip()))
            self.area = None
        elif tag == "button" and self.button:
            self.form.buttons.append(tuple(self.button))
            self.button = None
        elif tag == "select":
            self.select = None

    def handle_data(self, text):
        """What stands in a large box, or on a button."""
        if self.area:
            self.area[1] += text
        if self.button:
            self.button[0] += " ".join(text.split())

    def _input(self, given):
        kind, name, value = given.get("type", "text"), given.get("name"), given.get("value", "")
        if kind == "submit":
            self.form.buttons.append((value, name, value))
        elif kind in ("radio", "checkbox"):
            if "checked" in given:
                self.form.boxes.append((name, given.get("value", "on")))
        elif name and kind not in ("file", "button", "reset"):
            self.form.boxes.append((name, value))

    def _select(self, given):
        self.select = given.get("name")

    def _option(self, given):
        if self.select and "selected" in given:
            self.form.boxes.append((self.select, given.get("value", "")))

    def _textarea(self, given):
        if given.get("name"):
            self.area = [given["name"], ""]

    def _button(self, given):
        if given.get("type", "submit") == "submit":
            self.button = ["", given.get("name"), given.get("value", "")]


def form_with(answer, address, button):
    """The form of the page that has the button."""
    reader = Reader(address)
    reader.feed(answer.content.decode())
    found = [one for one in reader.forms if button and one.has(button)]
    if not found:
        buttons = [said for one in reader.forms for said, *_ in one.buttons]
        raise LookupError(f"no button {button!r} at {address}; there are {buttons}")
    return found[0]
