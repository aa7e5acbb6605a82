"""Which table of a file is the template's, and what stands below each of its headings?"""

from dataclasses import dataclass, field
from typing import Any

from entries.spreadsheets.misplaced import misplaced
from interchange.refusals import RuleBroken
from interchange.uploads import letters_of


class NotATemplate(RuleBroken):
    """The file has no table that we know; the message says what to do."""


@dataclass(frozen=True)
class Below:
    """The rows below the headings, what stands in which column, and remarks on what is not read.

    `columns` maps the place of a column, from 0 on, to what it is known as; `titles` to its words.
    """

    rows: list
    columns: dict[int, Any]
    titles: dict[int, str]
    remarks: list[str] = field(default_factory=list)


def below(tables, known, kinds):
    """The Below of the first headings that we know; `known` maps titles in small letters.

    `kinds` names what each known column holds, by what it is known as (those of `misplaced`).
    Raises NotATemplate where there are no such headings, one stands twice, or the columns hold what
    belongs to others.
    """
    found = [one for one in (_below(sheet, known) for sheet in tables.sheets) if one[0]]
    if not found:
        raise NotATemplate(
            f"“{tables.name}” has no row of headings that we know. Download the template, fill it"
            " in and send that."
        )
    (columns, heads, rows, _), *others = found
    titles = {at: heads[at] for at in columns}
    _check_once(tables, titles)
    if told := misplaced(rows, _kinds(columns, kinds), titles):
        raise NotATemplate(f"“{tables.name}”: {told}")
    remarks = list(_not_read(heads, rows, columns))
    remarks += [
        f"Only the first sheet with candidates was read. Sheet “{name}” was not: send it by itself."
        for _, _, more, name in others
        if more
    ]
    return Below(rows, columns, titles, remarks)


def _below(sheet, known):
    """The known columns of a sheet, all its headings, the rows below, and its name."""
    for place, row in enumerate(sheet.rows):
        heads = [" ".join(cell.split()) for cell in row.cells]
        columns = {
            at: known[head.casefold()] for at, head in enumerate(heads) if head.casefold() in known
        }
        if len(columns) > 1:
            return columns, heads, sheet.rows[place + 1 :], sheet.name
    return {}, [], [], sheet.name


def _kinds(columns, kinds):
    """What each column should hold; "" for those that are not looked at."""
    return {at: kinds.get(one, "") if isinstance(one, str) else "" for at, one in columns.items()}


def _check_once(tables, titles):
    """Refuse two columns of one title: nobody could say which of them counts."""
    seen = {}
    for at, title in titles.items():
        if (before := seen.setdefault(title.casefold(), at)) != at:
            where = f"{letters_of(before + 1)} and {letters_of(at + 1)}"
            raise NotATemplate(
                f"“{tables.name}” has the heading {title} twice, in columns {where}. Delete the"
                " column that does not count."
            )


def _not_read(heads, rows, columns):
    """A sentence on the columns that hold something and that no heading of ours names."""
    width = max((len(row.cells) for row in rows), default=0)
    named = [
        f"{letters_of(at + 1)} “{heads[at]}”" if heads[at:] and heads[at] else letters_of(at + 1)
        for at in range(width)
        if at not in columns and any(row[at] for row in rows)
    ]
    if named:
        yield (
            f"Not read, since the template has no such heading: column{'s' * (len(named) > 1)}"
            f" {', '.join(named)}. If one of them matters, give it the template's heading and read"
            " the file again."
        )
