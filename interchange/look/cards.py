"""How does a list fit a narrow screen? Each row is a card whose cells name their headings."""

import re
from dataclasses import dataclass

from django.utils.safestring import mark_safe

HEAD = re.compile(r"<thead>(.*?)</thead>", re.DOTALL)
HEADING = re.compile(r"<th\b([^>]*)>(.*?)</th>", re.DOTALL)
MARKS = re.compile(r"<[^>]*>")
CELL = re.compile(r"<(tr|t[hd])\b([^>]*)>(?=(\s*)(</td>)?)")
SPAN = re.compile(r'colspan="(\d+)"')


@dataclass(frozen=True)
class Column:
    """A column that may be left out: its place from 1 on, its heading, and whether it is shown."""

    place: int
    heading: str
    is_shown: bool


def drawn(inside: str, listing, stacks) -> dict[str, object]:
    """What is drawn of the inside of a table: itself, if it `stacks`, and its Columns to choose."""
    named = with_headings(inside) if stacks else None
    choice = listing.choice if named and listing is not None else None
    columns = _columns(named, choice.hidden) if choice else []
    without = "".join(f" govuk-table--without-{one.place}" for one in columns if not one.is_shown)
    named_or_not = {"content": named or inside, "stacks": named is not None}
    return {**named_or_not, "columns": columns, "without": without}


def _columns(named, hidden):
    """The columns but the one that says whom a row is about, and those without a heading."""
    head, _, body = named.partition("</thead>")
    first = body.partition("</tr>")[0]
    cells = [kind for kind in re.findall(r"<(t[hd])\b", first)]
    about = cells.index("th") if "th" in cells else 0
    headings = [_text(text) for _, text in HEADING.findall(head)]
    return [
        Column(place + 1, heading, heading not in hidden)
        for place, heading in enumerate(headings)
        if heading and place > about
    ]


def with_headings(table: str) -> str | None:
    """The inside of a table, each cell with its column's heading; None where columns have several.

    A cell that says its `data-heading` itself keeps it; one with nothing in it is marked as such.
    """
    head = HEAD.search(table)
    if head is None or head[1].count("<tr") != 1 or "colspan" in head[1]:
        return None
    headings = [_text(inside) for _, inside in HEADING.findall(head[1])]
    place = 0

    def named(cell):
        nonlocal place
        kind, said, _, ends = cell.groups()
        if kind == "tr":
            place = 0
            return cell[0]
        heading = headings[place] if place < len(headings) else ""
        span = SPAN.search(said)
        place += int(span[1]) if span else 1
        if heading and not span and "data-heading" not in said:
            said += f' data-heading="{heading}"'
        return f"<{kind}{said}{' data-empty' if ends else ''}>"

    return mark_safe(table[: head.end()] + CELL.sub(named, table[head.end() :]))


def _text(html):
    """What stands in a heading without its marks, as an attribute may say it."""
    return " ".join(MARKS.sub("", html).split()).replace('"', "&quot;")
