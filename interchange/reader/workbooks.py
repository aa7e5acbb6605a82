"""What stands in a spreadsheet? The visible sheets' cells as texts, counted while reading."""

import re
from collections.abc import Iterator
from datetime import date, time
from io import BytesIO

from python_calamine import CalamineWorkbook, SheetMetadata, SheetTypeEnum, SheetVisibleEnum

from interchange.reader.archives import damaged
from interchange.reader.extents import check_extents, too_much
from interchange.reader.limits import MOST_CELLS, MOST_ROWS, MOST_SHEETS, MOST_SIGNS
from interchange.reader.texts import Row, tidy

UNSEEN = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")  # signs that a cell can hold and nobody sees


def tables_of_workbook(name: str, content: bytes) -> tuple[list[tuple[str, list[Row]]], list[str]]:
    """Give the visible sheets of a spreadsheet as [(name, rows)], and remarks.

    Raises UploadRefused where it reaches too far, holds too much, or is damaged.
    """
    hidden = check_extents(name, BytesIO(content))
    try:
        with CalamineWorkbook.from_filelike(BytesIO(content)) as book:
            shown = [one.name for one in book.sheets_metadata if _is_shown(one)]
            room = Room(name)
            sheets = [(one, _sheet_of(book, one, room)) for one in shown[:MOST_SHEETS]]
    except BaseException as problem:  # a panic of the reader is no Exception
        if _is_of_the_library(problem):
            raise damaged(name) from problem
        raise
    return sheets, list(_remarks(shown, hidden))


def _is_of_the_library(problem: BaseException) -> bool:
    """Whether the library that reads spreadsheets gave up, and not we."""
    kind = type(problem)
    return kind.__name__ == "PanicException" or kind.__module__.startswith("python_calamine")


def _is_shown(one: SheetMetadata) -> bool:
    """Whether people see the sheet, and it has cells."""
    return one.visible == SheetVisibleEnum.Visible and one.typ == SheetTypeEnum.WorkSheet


class Room:
    """How much the file's cells may still hold together."""

    def __init__(self, name: str) -> None:
        """Begin with nothing read."""
        self.name, self.cells, self.signs = name, 0, 0

    def take(self, cells: list[str]) -> None:
        """Count a row; raises UploadRefused once there is no room."""
        self.cells += len(cells)
        self.signs += sum(map(len, cells))
        if self.cells > MOST_CELLS or self.signs > MOST_SIGNS:
            raise too_much(self.name)


def _sheet_of(book: CalamineWorkbook, title: str, room: Room) -> list[Row]:
    """The rows of a sheet that hold something, as (number, cells)."""
    sheet = book.get_sheet_by_name(title)
    rows = []
    for number, row in enumerate(sheet.iter_rows(), start=1):
        if number > MOST_ROWS:
            break  # what stands further down was measured: nothing
        cells = tidy([_as_text(cell) for cell in row])
        if cells:
            room.take(cells)
            rows.append((number, cells))
    return rows


def _as_text(value: object) -> str:
    """The text of a cell; a whole number has no decimals."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, date | time):
        return value.isoformat()
    return UNSEEN.sub(" ", str(value))


def _remarks(shown: list[str], hidden: int) -> Iterator[str]:
    """What to say of how it was read."""
    if len(shown) > MOST_SHEETS:
        yield f"Only the first {MOST_SHEETS} of its {len(shown)} sheets were read."
    if hidden:
        yield (
            f"{hidden:,} of its rows are hidden, by a filter or by hand, and were read as well."
            if hidden > 1
            else "One of its rows is hidden, by a filter or by hand, and was read as well."
        )
