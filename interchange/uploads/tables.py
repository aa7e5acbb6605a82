"""What stands in an uploaded table? Rows of texts with their numbers, of CSV and XLSX alike."""

import codecs
import csv
import re
from dataclasses import dataclass, field
from datetime import date, time
from io import BytesIO, StringIO
from itertools import islice

from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from interchange.uploads.archives import damaged
from interchange.uploads.checking import check
from interchange.uploads.extents import MOST_COLUMNS, MOST_ROWS, check_extents, too_far
from interchange.uploads.kinds import CSV, XLSX, UploadRefused

MOST_SHEETS = 20
SEPARATORS = ",;\t"
LOOKED_AT = 30  # rows by which the separator is found
NOT_UTF_8 = (
    "The file is not saved as “CSV UTF-8”, so it was read as Windows saves it. Check names with"
    " accents."
)


@dataclass(frozen=True)
class Row:
    """A row that holds something: its number in the file, and its cells from column A on."""

    number: int
    cells: tuple[str, ...]

    def __getitem__(self, column):
        """The text in a column, counted from 0; "" to the right of the last."""
        return self.cells[column] if column < len(self.cells) else ""


@dataclass(frozen=True)
class Sheet:
    """A table: its name (none in CSV) and its rows without the empty ones."""

    name: str
    rows: list[Row]


@dataclass(frozen=True)
class Tables:
    """What an uploaded file holds, and what to say of how it was read."""

    name: str
    sheets: list[Sheet]
    remarks: list[str] = field(default_factory=list)


def read_tables(upload):
    """Give the Tables of an uploaded CSV or XLSX file.

    Raises UploadRefused for everything that `check` refuses, for files of other kinds, and for
    tables too large or too damaged to read.
    """
    checked = check(upload)
    if checked.content_type == CSV.content_type:
        upload.seek(0)
        return of_text(checked.name, upload.read())
    if checked.content_type == XLSX.content_type:
        check_extents(checked.name, upload)
        upload.seek(0)
        return Tables(checked.name, of_workbook(checked.name, upload.read()))
    raise UploadRefused(f"“{checked.name}” is not a table. Send an XLSX or a CSV file.")


# Spreadsheets


def of_workbook(name, content):
    """The visible sheets of a spreadsheet."""
    try:
        with CalamineWorkbook.from_filelike(BytesIO(content)) as book:
            shown = [one.name for one in book.sheets_metadata if is_shown(one)]
            return [sheet_of(book, one) for one in shown[:MOST_SHEETS]]
    except BaseException as problem:  # a panic of the reader is no Exception
        if isinstance(problem, Exception) or type(problem).__name__ == "PanicException":
            raise damaged(name) from problem
        raise


def is_shown(one):
    """Whether people see the sheet, and it has cells."""
    return one.visible == SheetVisibleEnum.Visible and one.typ == SheetTypeEnum.WorkSheet


def sheet_of(book, name):
    """One sheet of a spreadsheet."""
    rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    return Sheet(name, filled([as_text(cell) for cell in row] for row in rows))


def as_text(value):
    """The text of a cell; a whole number has no decimals."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value)


def filled(rows):
    """The rows that hold something, numbered as people see them."""
    found = []
    for number, cells in enumerate(rows, start=1):
        cells = [" ".join(cell.split()) for cell in cells]
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            found.append(Row(number, tuple(cells)))
    return found


# Text


def of_text(name, content):
    """The one table of a CSV file."""
    text, remarks = decoded(name, content)
    separator, text = separator_of(text)
    try:
        rows = filled(csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error as problem:
        raise UploadRefused(
            f"“{name}” has a quotation mark that does not close, or a cell that never ends."
            " Open it in a spreadsheet program, save it as CSV anew, and send that."
        ) from problem
    widest = max((len(row.cells) for row in rows), default=0)
    if len(rows) > MOST_ROWS or widest > MOST_COLUMNS:
        raise too_far(name, len(rows), widest)
    return Tables(name, [Sheet("", rows)], remarks)


def decoded(name, content):
    """The text of a CSV file, and what to say of how it was read."""
    try:
        return content.removeprefix(codecs.BOM_UTF8).decode("utf-8"), []
    except UnicodeDecodeError:
        pass
    try:
        return content.decode("cp1252"), [NOT_UTF_8]
    except UnicodeDecodeError as problem:
        raise UploadRefused(
            f"“{name}” holds signs that could not be read. Save it as “CSV UTF-8” and send that."
        ) from problem


def separator_of(text):
    """What parts the cells: as the first line says (sep=;), else what makes the widest rows."""
    first, _, rest = text.partition("\n")
    if re.fullmatch(f"sep=[{SEPARATORS}]\r?", first):
        return first[4], rest
    return max(SEPARATORS, key=lambda one: width(text, one)), text


def width(text, separator):
    """How many cells the widest of the first rows has, parted that way."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator)
    try:
        return max((len(row) for row in islice(reader, LOOKED_AT)), default=0)
    except csv.Error:
        return 0
