"""What does a filled file ask of the claim, and what of it cannot be read or saved?

Everything wrong is told at once, each with the place where it stands; the rest is there to save.
"""

import re
from dataclasses import dataclass, field
from typing import Any

from claims import rules
from claims.gradebook.columns import Columns, find
from claims.gradebook.layout import Gradebook, heading, plain
from claims.gradebook.values import NotAGrade, asked, assessor
from interchange.uploads import TableRow, Tables, letters_of

LONGEST = 60  # signs of a value that are repeated


@dataclass(frozen=True)
class Fault:
    """What cannot be taken from the file: where it stands, what it says, what to do about it."""

    row: int
    column: str
    candidate: str
    value: str
    sentence: str


@dataclass
class Filled:
    """What a file asks for: cells that can be saved, those that change nothing, and faults."""

    cells: list[rules.Cell] = field(default_factory=list)
    same: list[rules.Cell] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def read(tables: Tables, book: Gradebook, default: int | None = None) -> Filled:
    """Give what the tables of a file ask of the claim, as Filled.

    `default` is the id of the assessor who marked what stands without initials. Raises
    NotAGradebook where no table of grades is found.
    """
    sheet, columns = find(tables.sheets, book, tables.name)
    rows = [row for row in sheet.rows if row.number > columns.row.number]
    filled = Filled(remarks=[*tables.remarks, *_remarks(columns, rows)])
    filled.faults += _wrong_columns(columns, rows)
    _read_into(filled, _grades_of(columns, rows), columns, book, default)
    filled.faults.sort(key=lambda one: (one.row, len(one.column), one.column))
    return filled


def _grades_of(columns: Columns, rows: list[TableRow]) -> list[tuple[TableRow, list[int]]]:
    """The rows with grades, each with the columns they stand in."""
    used = [place for place in columns.units if place not in columns.wrong]
    found = [(row, [place for place in used if row[place]]) for row in rows]
    return [(row, places) for row, places in found if places]


def _read_into(
    filled: Filled,
    rows: list[tuple[TableRow, list[int]]],
    columns: Columns,
    book: Gradebook,
    default: int | None,
) -> None:
    """Read the rows of candidates: cells to save, or faults."""
    people = [_whose(row, columns, book) for row, _ in rows]
    numbers: dict[int | None, list[int]] = {}
    for (row, _), person in zip(rows, people, strict=True):
        numbers.setdefault(person and person.candidate.pk, []).append(row.number)
    for (row, places), person in zip(rows, people, strict=True):
        same = numbers[person.candidate.pk] if person else []
        if sentence := _wrong_row(row, columns, person, same):
            filled.faults.append(_fault(row, columns.number, person, sentence))
            continue
        for place in places:
            _read_cell(filled, row, place, person, columns.units[place], book, default)


def _read_cell(
    filled: Filled,
    row: TableRow,
    column: int,
    person: Any,
    unit: Any,
    book: Gradebook,
    default: int | None,
) -> None:
    """Read one cell: to save, changing nothing, or a fault."""
    place = (person.candidate.pk, unit.pk)
    try:
        grade, initials = asked(row[column])
        marked_by = assessor(initials, grade, place, book, default) if grade else None
    except NotAGrade as refusal:
        filled.faults.append(_fault(row, column, person, str(refusal)))
        return
    cell = rules.Cell(
        *place,
        grade,
        marked_by,
        seen=book.facts.says(place),
        other_awarding_body=_body_of(place, book) if grade else "",
    )
    if problem := rules.problems([cell], book.facts).get(place):
        filled.faults.append(_fault(row, column, person, problem.sentence))
    else:
        (filled.cells if book.facts.changes(cell) else filled.same).append(cell)


def _body_of(place: tuple[int, int], book: Gradebook) -> str:
    """The other awarding body that gave the grade on the claim; "" where none did."""
    held = book.facts.held.get(place)
    return held.other_awarding_body if held else ""


def _fault(row: TableRow, column: int, person: Any, sentence: str) -> Fault:
    """What is wrong with a cell, or with a whole row at its candidate's number."""
    who = person.candidate.name if person else ""
    return Fault(row.number, letters_of(column + 1), who, row[column][:LONGEST], sentence)


# Whose row


def _whose(row: TableRow, columns: Columns, book: Gradebook) -> Any:
    """The claimant of a row, or None; numbers that a program made shorter are made whole."""
    found = re.fullmatch(r"([0-9]{1,8})(?:\.0+)?", row[columns.number].lstrip("'"))
    return book.by_number.get(found[1].zfill(8)) if found else None


def _wrong_row(row: TableRow, columns: Columns, person: Any, rows: list[int]) -> str:
    """Say what is wrong with a row as a whole; nothing where it names one candidate, once."""
    if not row[columns.number]:
        return "The row has grades but no OCR candidate number. Write it, or empty the row."
    if person is None:
        return (
            "No candidate of this number can be claimed here. Correct the OCR candidate number,"
            " or register the candidate first."
        )
    if len(rows) > 1:
        told = " and ".join(map(str, rows))
        return f"The candidate stands in rows {told}. Keep one row, with all grades."
    name = row[columns.name] if columns.name is not None else ""
    if name and plain(person.candidate.surname) not in plain(name):
        return (
            f"The number is that of {person.candidate.name}, but the row names {name[:LONGEST]}."
            " Correct the number or the name, or empty the name."
        )
    return ""


# Columns


def _wrong_columns(columns: Columns, rows: list[TableRow]) -> list[Fault]:
    """A fault for each column with grades whose heading names no unit to claim, or one twice."""
    return [
        _fault(columns.row, place, None, sentence)
        for place, sentence in columns.wrong.items()
        if any(row[place] for row in rows)
    ]


def _remarks(columns: Columns, rows: list[TableRow]) -> list[str]:
    """What to say of columns that were not read, or read by a number beside another title."""
    last = len(columns.row.cells)
    beyond = max((len(row.cells) for row in rows), default=0)
    told = [
        f"Column {letters_of(place + 1)} is read as {heading(unit)}, since the unit's number"
        f" leads; its heading is “{columns.row[place][:LONGEST]}”."
        for place, unit in columns.doubtful.items()
    ]
    unread = [*columns.ignored, *range(last, beyond)]
    unread = [letters_of(place + 1) for place in unread if any(row[place] for row in rows)]
    if unread:
        more = f" and {len(unread) - 8} more" if len(unread) > 8 else ""
        told.append(f"Not read, since no unit heads them: columns {', '.join(unread[:8])}{more}.")
    return told
