"""Which column of the file holds what? Found by the headings, in any order."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from claims.gradebook.layout import ABOUT, OCR_NUMBER, Gradebook, plain
from interchange.catalogue.unit_numbers import as_published
from interchange.refusals import RuleBroken
from interchange.uploads import Table, TableRow

SEARCHED = 30  # rows among which the headings are looked for
NUMBERED = {"ocrcandidatenumber", "ocrcandidateno", "ocrnumber", "ocrno"}
NAMED = {"name", "candidatename", "candidate", "surname"}
KNOWN = {plain(one) for one in ABOUT} | {"forename", "forenames", "firstname", "dob"}
OF_A_UNIT = re.compile(r"(?:unit\s*)?(0*[1-9][0-9]{0,2})(?:\.0)?(?![0-9./])(.*)", re.IGNORECASE)


class NotAGradebook(RuleBroken):
    """The file has no table of grades; the message says which headings are looked for."""


@dataclass
class Columns:
    """The columns of a sheet, by number from 0: candidates, names, units, and what is not read.

    `wrong` has a sentence for each column headed by a unit that cannot be read.
    """

    row: TableRow
    number: int
    name: int | None = None
    units: dict[int, Any] = field(default_factory=dict)
    wrong: dict[int, str] = field(default_factory=dict)
    ignored: list[int] = field(default_factory=list)
    doubtful: dict[int, Any] = field(default_factory=dict)


def find(sheets: Iterable[Table], book: Gradebook, name: str) -> tuple[Table, Columns]:
    """Give the sheet whose headings name candidates, and its Columns; raises NotAGradebook."""
    for sheet in sheets:
        for row in sheet.rows[:SEARCHED]:
            for place, title in enumerate(row.cells):
                if plain(title) in NUMBERED:
                    return sheet, _checked(_columns(row, place, book), name)
    raise NotAGradebook(
        f"“{name}” has no column headed “{OCR_NUMBER}”, so no candidate can be found in it."
        " Download the template, fill it in, and send that."
    )


def _checked(found: Columns, name: str) -> Columns:
    """Refuse columns without any unit."""
    if not found.units and not found.wrong:
        raise NotAGradebook(
            f"“{name}” has no column headed by a unit, such as “4” or “Unit 4”."
            " Download the template, fill it in, and send that."
        )
    return found


def _columns(row: TableRow, number: int, book: Gradebook) -> Columns:
    """Give the Columns that a row of headings tells."""
    found = Columns(row, number)
    for place, title in enumerate(row.cells):
        if place == number:
            continue
        if plain(title) in NAMED and found.name is None:
            found.name = place
        elif unit := OF_A_UNIT.fullmatch(title):
            _add_unit(found, place, as_published(unit[1]), unit[2], book)
        elif plain(title) not in KNOWN:
            found.ignored.append(place)
    return found


def _add_unit(found: Columns, place: int, number: str, title: str, book: Gradebook) -> None:
    """Note the column of a unit, or what is wrong with its heading."""
    unit = next((one for one in book.units if one.number == number), None)
    if unit is None:
        found.wrong[place] = (
            f"Unit {number} is none that centres claim for {book.qualification.code}."
            " Correct the unit's number, or delete the column."
        )
        return
    before = [at for at, one in found.units.items() if one == unit]
    if before:
        found.wrong[place] = f"Unit {number} has two columns. Join them, or delete one."
        found.wrong[before[0]] = found.wrong[place]
    found.units[place] = unit
    told, title = plain(title), plain(unit.title)
    if told and told not in title and title not in told:
        found.doubtful[place] = unit
