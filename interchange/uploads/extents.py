"""How far does a spreadsheet reach? Measured before it is read, since readers lay out all of it.

One value in the last cell of a sheet would otherwise ask for hundreds of gigabytes.
"""

import re
import zipfile
from xml.parsers import expat

from interchange.uploads.archives import BROKEN, damaged
from interchange.uploads.kinds import PIECE, UploadRefused

MOST_ROWS, MOST_COLUMNS = 5_000, 200
ADDRESS = re.compile(r"([A-Za-z]{1,4})([0-9]{1,8})")
CONTENT = {"v", "is", "f"}  # what a cell is not empty with


def check_extents(name, upload):
    """Refuse a spreadsheet with a value beyond the rows and columns that we read."""
    upload.seek(0)
    try:
        with zipfile.ZipFile(upload) as archive:
            for part in archive.infolist():
                with archive.open(part) as inside:
                    measure(name, part.filename, inside)
    except BROKEN as problem:
        raise damaged(name) from problem


def measure(name, path, inside):
    """Refuse a part of the archive that is a sheet and reaches too far, or no sound XML."""
    start = inside.read(PIECE)
    if not path.lower().endswith((".xml", ".rels")):
        if b"sheetData" in start or b"s\0h\0e\0e\0t\0D" in start:
            raise damaged(name)
        return
    sheet, parser = Extent(name), expat.ParserCreate()
    parser.StartElementHandler = sheet.began
    parser.StartDoctypeDeclHandler = sheet.declared
    try:
        while start:
            parser.Parse(start, False)
            start = inside.read(PIECE)
        parser.Parse(b"", True)
    except expat.ExpatError as problem:
        raise damaged(name) from problem


class Extent:
    """What is remembered of a sheet while it is gone through: the cell where it has come to."""

    def __init__(self, name):
        """Begin above the first row."""
        self.name, self.row, self.column = name, 0, 0

    def began(self, tag, attributes):
        """Note a row or a cell; a cell counts only once something stands in it."""
        tag = tag.rpartition(":")[2]
        if tag == "c":
            self.go_to(attributes.get("r", ""))
        elif tag == "row":
            told = attributes.get("r", "")
            self.row = int(told) if told.isdecimal() and len(told) < 9 else self.row + 1
            self.column = 0
        elif tag in CONTENT and (self.row > MOST_ROWS or self.column > MOST_COLUMNS):
            raise too_far(self.name, self.row, self.column)

    def go_to(self, address):
        """Go to the cell of that address, or to the next one."""
        found = ADDRESS.fullmatch(address)
        if found is None:
            self.column += 1
            return
        self.row, self.column = int(found[2]), number_of(found[1].upper())

    def declared(self, *_):
        """Refuse what no spreadsheet program writes."""
        raise damaged(self.name)


def too_far(name, row, column):
    """The refusal of a table that reaches further than we read."""
    return UploadRefused(
        f"“{name}” holds something in row {row:,}, column {letters_of(column)}; {MOST_ROWS:,} rows"
        f" and {MOST_COLUMNS} columns are the most. Delete what does not belong in it, or copy"
        " the rows you need into a new file."
    )


def number_of(letters):
    """The number of a column: 1 for A, 27 for AA."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def letters_of(number):
    """The letters of a column: A for 1, AA for 27."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
