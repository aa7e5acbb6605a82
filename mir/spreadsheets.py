"""Which spreadsheets does the board ask for, and how is an empty one made?

The board's own columns could not be read: those below are ours, and marked so on the sheet.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from interchange.spreadsheets import TEXT, offer, packed, print_landscape, write, write_heading

ROWS = 200  # with drop-downs
HEADINGS_IN = 3  # the row that names the columns
NOTE = "Provisional layout: the board may still change these columns. Do not rename them."


@dataclass(frozen=True)
class Column:
    """A column: its word, its title, what belongs in it, and the only values allowed (empty: any).

    `typed` says that the centre alone can fill it in: a row with none of these is left as it was.
    """

    word: str
    title: str
    hint: str
    width: int = 16
    choices: tuple[str, ...] = ()
    typed: bool = False


@dataclass(frozen=True)
class Spreadsheet:
    """A template that centres download, fill in and send with a request."""

    slug: str
    title: str
    columns: tuple[Column, ...]

    @property
    def typed(self) -> frozenset[str]:
        """The words of the columns that the centre alone can fill in."""
        return frozenset(one.word for one in self.columns if one.typed)

    def has_columns_of(self, row: Mapping[str, str]) -> bool:
        """Whether a row read (its number is `row`) is one of this template, and of no other."""
        return {one.word for one in self.columns} == row.keys() - {"row"}

    @property
    def filename(self) -> str:
        """What the file is called."""
        return f"{self.slug}.xlsx"


GRADES = ("P", "M", "D")
WHO_AND_WHAT = (
    Column("centre", "Centre number", "Five digits"),
    Column("qualification", "Entry code", "Five digits, such as 05839"),
    Column("ocr_number", "OCR candidate number", "Eight digits", 24),
    Column("surname", "Surname", "As on the entry", 20),
    Column("forenames", "Forenames", "As on the entry", 20),
    Column("born_on", "Date of birth", "Day/month/year"),
    Column("unit", "Unit number", "Such as 3"),
)
MISSED = Spreadsheet(
    "candidate-or-unit-missed-from-claim",
    "Candidate/unit missed from moderation claim",
    (
        *WHO_AND_WHAT,
        Column("grade", "Grade", "P, M or D", choices=GRADES, typed=True),
        Column("visited_on", "Date of visit", "Day/month/year"),
        Column("claim_number", "Claim number", "Of the claim it was missed from"),
        Column("reason", "Reason", "Why it was missed", 44, typed=True),
    ),
)
INCORRECT = Spreadsheet(
    "incorrect-unit-or-grade-claimed",
    "Incorrect unit/grade claimed at moderation",
    (
        *WHO_AND_WHAT,
        Column("claim_number", "Claim number", "Of the processed claim"),
        Column("claimed", "Grade claimed", "P, M or D", choices=GRADES),
        Column("right_unit", "Correct unit number", "Where the unit was wrong", 22, typed=True),
        Column(
            "grade",
            "Correct grade",
            "P, M or D; U if not achieved",
            choices=(*GRADES, "U"),
            typed=True,
        ),
        Column("reason", "Reason", "How the mistake came about", 44, typed=True),
    ),
)
SPREADSHEETS = (MISSED, INCORRECT)


def workbook(spreadsheet: Spreadsheet, rows: Sequence[Mapping[str, str]] = ()) -> bytes:
    """Give the template as the bytes of an XLSX file, its first rows filled with what is known.

    Each of the `rows` gives texts by the columns' words: centre, qualification, ocr_number …
    """
    book = Workbook()
    sheet = book.active
    sheet.title = "Candidates"
    write(sheet.cell(1, 1), spreadsheet.title, font=Font(bold=True, size=14))
    write(sheet.cell(2, 1), NOTE, font=Font(italic=True))
    for place, column in enumerate(spreadsheet.columns, start=1):
        _add_column(sheet, place, column, [row.get(column.word, "") for row in rows])
    sheet.freeze_panes = sheet.cell(HEADINGS_IN + 2, 1)
    print_landscape(sheet)
    return packed(book)


def _add_column(sheet: Any, place: int, column: Column, values: Sequence[str]) -> None:
    """Write the heading, the hint and the known values of a column, and its drop-down."""
    letter = get_column_letter(place)
    sheet.column_dimensions[letter].width = max(column.width, len(column.title) + 2)
    write_heading(sheet.cell(HEADINGS_IN, place), column.title)
    write(
        sheet.cell(HEADINGS_IN + 1, place),
        column.hint,
        font=Font(italic=True, color="505A5F"),
        alignment=Alignment(wrap_text=True, vertical="top"),
    )
    first = HEADINGS_IN + 2
    last = first + max(ROWS, len(values)) - 1
    for row in range(first, last + 1):
        sheet.cell(row, place).number_format = TEXT
    for row, value in enumerate(values, start=first):
        write(sheet.cell(row, place), value)
    if column.choices:
        offer(sheet, column.title, column.choices, f"{letter}{first}:{letter}{last}")
