"""A form on a page, filled in again: the page's own HTML, changed only where values stand.

It knows nothing of Django; what goes in is text, what comes out is text.
"""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

BUTTONS = {"submit", "button", "reset", "image"}
NUMBER = re.compile(r"\d+")
NEVER = {"password", "file"}  # no browser sends them back either


@dataclass
class Control:
    """A control of a form: its tag as written, where it stands, and what it may hold."""

    tag: str
    attributes: dict
    start: int
    end: int
    inner: tuple[int, int] = (0, 0)  # of a text area
    options: list = field(default_factory=list)  # of a list: more controls
    folds: tuple[int, ...] = ()  # where each closed part around it says that it is open

    @property
    def name(self):
        """What it is called; "" for one that is not sent."""
        return "" if "disabled" in self.attributes else self.attributes.get("name") or ""

    @property
    def kind(self):
        """Its type: text, radio, checkbox, hidden, select, textarea, submit …"""
        if self.tag == "input":
            return (self.attributes.get("type") or "text").lower()
        return "submit" if self.tag == "button" else self.tag


@dataclass
class FoundForm:
    """A form of a page: where it is sent, where its inside begins, and its controls."""

    action: str
    inside: int
    controls: list = field(default_factory=list)

    def shared(self, names):
        """How many of the names it has."""
        return len({one.name for one in self.controls} & names)


class Reader(HTMLParser):
    """Finds the forms that are posted, with the offsets of everything that can hold a value."""

    def __init__(self, page):
        """Read the page."""
        super().__init__(convert_charrefs=True)
        self.page = page
        self.lines = [0, *(found.end() for found in re.finditer("\n", page))]
        self.forms, self.form, self.open, self.folds = [], None, None, []
        self.feed(page)
        self.close()

    @property
    def here(self):
        """Where the parser stands."""
        line, column = self.getpos()
        return self.lines[line - 1] + column

    def handle_starttag(self, tag, attrs):
        """Note a form, or a control of the form that is open."""
        end = self.here + len(self.get_starttag_text())
        attributes = dict(attrs)
        if tag == "details":
            self.folds.append(None if "open" in attributes else self.here + len("<details"))
        elif tag == "form":
            self.form = None
            if (attributes.get("method") or "").lower() == "post":
                self.form = FoundForm(attributes.get("action") or "", end)
                self.forms.append(self.form)
        elif self.form and tag in ("input", "button", "select", "textarea", "option"):
            folds = tuple(one for one in self.folds if one)
            self.note(Control(tag, attributes, self.here, end, folds=folds))

    def note(self, control):
        """Put a control into the form, an option into its list."""
        if control.tag == "option":
            if self.open and self.open.tag == "select":
                self.open.options.append(control)
            return
        self.form.controls.append(control)
        if control.tag in ("select", "textarea"):
            self.open = control

    def handle_endtag(self, tag):
        """Close a form, a folded part, a list or a text area."""
        if tag == "form":
            self.form = None
        elif tag == "details" and self.folds:
            self.folds.pop()
        elif self.open and tag == self.open.tag:
            self.open.inner = (self.open.end, self.here)
            self.open = None


class Filler:
    """Fills one form with what was typed."""

    def __init__(self, form, fields):
        """Take the form and the fields, as (name, value) in their order."""
        self.typed = defaultdict(list)
        for name, value in fields:
            self.typed[name].append(value)
        self.sent = set(self.typed)
        self.edits = []  # (start, end, text)
        self.unfolded = set()
        controls = [one for one in form.controls if one.name and one.kind not in NEVER]
        self.kinds = {_like(one.name) for one in controls if one.kind not in BUTTONS}
        for control in controls:
            self.fill(control)

    @property
    def left(self):
        """The fields that found no place, as (name, value); empty ones are nothing to lose."""
        return [(name, one) for name, values in self.typed.items() for one in values if one]

    @property
    def carried(self):
        """Those of them that are of a kind with the form's own, such as a row that it lacks.

        Nothing else may go along unseen: it might be what a button says that is not there.
        """
        return [(name, value) for name, value in self.left if _like(name) in self.kinds]

    def fill(self, control):
        """Put into a control what was typed there."""
        kind = control.kind
        if kind in BUTTONS:
            self.typed.pop(control.name, None)  # which one was pressed is not typed
        elif kind in ("radio", "checkbox"):
            self.tick(control, kind)
        elif kind == "select":
            self.choose(control)
        elif control.name in self.typed and self.typed[control.name]:
            self.write(control, self.typed[control.name].pop(0))

    def take(self, name, value):
        """Count the value of a field as placed; give whether it was typed."""
        if value not in self.typed.get(name, ()):
            return False
        self.typed[name].remove(value)
        return True

    def tick(self, control, kind):
        """Tick a box or not; a radio button only where one of its name was sent."""
        if kind == "radio" and control.name not in self.sent:
            return
        on = self.take(control.name, control.attributes.get("value", "on") or "")
        self.rewrite(control, checked=on)
        self.unfold(control, on)

    def choose(self, control):
        """Choose in a list what was chosen."""
        values = [one.attributes.get("value", "") or "" for one in control.options]
        if control.name not in self.sent:
            return
        many = "multiple" in control.attributes
        wanted = self.typed[control.name] if many else self.typed[control.name][:1]
        chosen = {one for one in wanted if one in values}
        if not chosen:
            return
        for option, value in zip(control.options, values, strict=True):
            self.rewrite(option, selected=value in chosen)
        for value in chosen:
            self.take(control.name, value)
        self.unfold(control, any(chosen))

    def write(self, control, value):
        """Write a value into a box or a text area."""
        if control.kind == "textarea":
            self.edits.append((*control.inner, "\n" + escape(value)))
        else:
            self.rewrite(control, value=value)
        self.unfold(control, value and control.kind != "hidden")

    def unfold(self, control, is_typed):
        """Open each closed part of the page around a control that shows something typed."""
        for fold in control.folds if is_typed else ():
            if fold not in self.unfolded:
                self.unfolded.add(fold)
                self.edits.append((fold, fold, " open"))

    def rewrite(self, control, **changes):
        """Write the control's tag anew with other attributes: a value, or on or off."""
        attributes = dict(control.attributes)
        for name, value in changes.items():
            attributes.pop(name, None)
            if value is not False:
                attributes[name] = None if value is True else value
        told = "".join(
            f" {name}" if value is None else f' {name}="{escape(value)}"'
            for name, value in attributes.items()
        )
        self.edits.append((control.start, control.end, f"<{control.tag}{told}>"))


def _like(name):
    """Give what the fields of a kind share, whatever the number of their row."""
    return NUMBER.sub("#", name)


def filled(page, address, sent_to, fields, introduce):
    """Give the page with the form filled in that is sent to `sent_to`, or None where it has none.

    `address` is the page's own; `introduce` gives the HTML that stands first in the form, from the
    (name, value) that found no place, and those of them that are sent along.
    """
    wanted = urlsplit(sent_to).path
    names = {name for name, _ in fields}
    forms = [
        one for one in Reader(page).forms if urlsplit(urljoin(address, one.action)).path == wanted
    ]
    form = max(forms, key=lambda one: one.shared(names), default=None)
    if form is None or not form.shared(names):
        return None
    filler = Filler(form, fields)
    edits = [*filler.edits, (form.inside, form.inside, introduce(filler.left, filler.carried))]
    for start, end, text in sorted(edits, reverse=True):
        page = page[:start] + text + page[end:]
    return page
