"""How far does a spreadsheet reach? Measured before it is read, since readers lay out all of it.

One value in the last cell of a sheet would otherwise ask for hundreds of gigabytes.
"""

import re
import zipfile
from typing import IO
from xml.parsers import expat

from interchange.reader.archives import BROKEN, damaged
from interchange.reader.kinds import PIECE, UploadRefused
from interchange.reader.limits import LAST_COLUMN, LAST_ROW, MOST_CELLS, MOST_COLUMNS, MOST_ROWS

COLUMN = re.compile(r"[A-Za-z]{1,3}")
DIGITS = "0123456789"
ROW = re.compile(r"[1-9][0-9]{0,6}", re.ASCII)
CONTENT = {"v", "is", "f"}  # what a cell is not empty with


def check_extents(name: str, upload: IO[bytes]) -> int:
    """Give how many rows with something in them are hidden in a spreadsheet.

    Raises UploadRefused where a value stands beyond the rows and columns that we read, at what is
    no address, or among too many.
    """
    cells = hidden = 0
    try:
        with zipfile.ZipFile(upload) as archive:
            for part in archive.infolist():
                with archive.open(part) as inside:
                    extent = _measure(name, part.filename, inside, cells)
                cells, hidden = extent.cells, hidden + len(extent.hidden)
    except BROKEN as problem:
        raise damaged(name) from problem
    return hidden


def _measure(name: str, path: str, inside: IO[bytes], cells: int) -> "Extent":
    """Give the Extent of a part of the archive; refuse one that reaches too far or is unsound."""
    start, sheet = inside.read(PIECE), Extent(name, cells)
    if not path.lower().endswith((".xml", ".rels")):
        if b"sheetData" in start or b"s\0h\0e\0e\0t\0D" in start:
            raise damaged(name)
        return sheet
    parser = expat.ParserCreate()
    parser.StartElementHandler = sheet.began
    parser.StartDoctypeDeclHandler = sheet.declared
    try:
        while start:
            parser.Parse(start, False)
            start = inside.read(PIECE)
        parser.Parse(b"", True)
    except expat.ExpatError as problem:
        raise damaged(name) from problem
    return sheet


class Extent:
    """What is remembered of a sheet while it is gone through: the cell where it has come to.

    `began` is called for every element of a file, hundreds of thousands of times.
    """

    def __init__(self, name: str, cells: int) -> None:
        """Begin above the first row, with the cells of the sheets before."""
        self.name, self.row, self.column = name, 0, 0
        self.cells, self.is_hidden = cells, False
        self.hidden: set[int] = set()
        self.columns: dict[str, int] = {}  # numbers of letters met
        self.row_told: str | None = ""  # the row as it is written

    def began(self, tag: str, attributes: dict[str, str]) -> None:
        """Note a row or a cell; a cell counts only once something stands in it."""
        if ":" in tag:
            tag = tag.rpartition(":")[2]
        if tag == "c":
            self.go_to(attributes.get("r"))
        elif tag in CONTENT:
            self.holds_something()
        elif tag == "row":
            self.go_down(attributes.get("r"))
            self.is_hidden = attributes.get("hidden") in ("1", "true")

    def go_down(self, number: str | None) -> None:
        """Go to the row of that number, or to the next one; refuse what is no number of a row."""
        self.row = self.row + 1 if number is None else self.row_of(number, number)
        self.row_told, self.column = number, 0

    def go_to(self, address: str | None) -> None:
        """Go to the cell of that address, or to the next one; refuse what is no address."""
        if address is None:
            self.column += 1
            return
        letters = address.rstrip(DIGITS)
        number = address[len(letters) :]
        if number != self.row_told:
            self.row, self.row_told = self.row_of(number, address), number
        column = self.columns.get(letters)
        self.column = column or self.column_of(letters, address)

    def row_of(self, number: str, address: str) -> int:
        """The number of a row from its digits."""
        if not ROW.fullmatch(number) or int(number) > LAST_ROW:
            raise _no_address(self.name, address)
        return int(number)

    def column_of(self, letters: str, address: str) -> int:
        """The number of a column from its letters."""
        column = number_of(letters.upper()) if COLUMN.fullmatch(letters) else 0
        if not 0 < column <= LAST_COLUMN:
            raise _no_address(self.name, address)
        self.columns[letters] = column
        return column

    def holds_something(self) -> None:
        """Count a cell that is not empty; refuse one too far out, or one too many."""
        if self.row > MOST_ROWS or self.column > MOST_COLUMNS:
            raise too_far(self.name, self.row, self.column)
        self.cells += 1
        if self.cells > 2 * MOST_CELLS:  # a cell has a formula, a value or both
            raise too_much(self.name)
        if self.is_hidden:
            self.hidden.add(self.row)

    def declared(self, *_: object) -> None:
        """Refuse what no spreadsheet program writes."""
        raise damaged(self.name)


def _no_address(name: str, said: str) -> UploadRefused:
    """The refusal of a cell at a place that no sheet has."""
    return UploadRefused(
        f"“{name}” is damaged: it has a cell at “{said[:20]}”, where no sheet has one."
        " Open it, save it anew, and send that."
    )


def too_far(name: str, row: int, column: int) -> UploadRefused:
    """The refusal of a table that reaches further than we read."""
    return UploadRefused(
        f"“{name}” holds something in row {row:,}, column {letters_of(column)}; {MOST_ROWS:,} rows"
        f" and {MOST_COLUMNS} columns are the most. Delete what does not belong in it, or copy"
        " the rows you need into a new file."
    )


def too_much(name: str) -> UploadRefused:
    """The refusal of a table of more cells than we read."""
    return UploadRefused(
        f"“{name}” holds more than {MOST_CELLS:,} filled cells or far too much text."
        " Copy the rows you need into a new file and send that."
    )


def number_of(letters: str) -> int:
    """The number of a column: 1 for A, 27 for AA."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def letters_of(number: int) -> str:
    """The letters of a column: A for 1, AA for 27."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
