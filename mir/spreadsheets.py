"""Which spreadsheets does the board ask for, and how is an empty one made?

The board's own columns could not be read: those below are ours, and marked so on the sheet.
"""

from dataclasses import dataclass
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from interchange.spreadsheets import TEXT, offer, packed, print_landscape, write, write_heading

ROWS = 200  # with drop-downs
HEADINGS_IN = 3  # the row that names the columns
NOTE = "Provisional layout: the board may still change these columns. Do not move or rename them."


@dataclass(frozen=True)
class Column:
    """A column: its title, what belongs in it, and the only values allowed (empty: any)."""

    title: str
    hint: str
    width: int = 16
    choices: tuple[str, ...] = ()
    known: str = ""  # the word by which the portal fills it in


@dataclass(frozen=True)
class Spreadsheet:
    """A template that centres download, fill in and send with a request."""

    slug: str
    title: str
    columns: tuple[Column, ...]

    @property
    def filename(self) -> str:
        """What the file is called."""
        return f"{self.slug}.xlsx"


GRADES = ("P", "M", "D")
WHO_AND_WHAT = (
    Column("Centre number", "Five digits", known="centre"),
    Column("Entry code", "Five digits, such as 05839", known="qualification"),
    Column("OCR candidate number", "Eight digits", 24, known="ocr_number"),
    Column("Surname", "As on the entry", 20, known="surname"),
    Column("Forenames", "As on the entry", 20, known="forenames"),
    Column("Date of birth", "Day/month/year", known="born_on"),
    Column("Unit number", "Such as 3", known="unit"),
)
MISSED = Spreadsheet(
    "candidate-or-unit-missed-from-claim",
    "Candidate/unit missed from moderation claim",
    (
        *WHO_AND_WHAT,
        Column("Grade", "P, M or D", choices=GRADES),
        Column("Date of visit", "Day/month/year", known="visited_on"),
        Column("Claim number", "Of the claim it was missed from", known="claim_number"),
        Column("Reason", "Why it was missed", 44),
    ),
)
INCORRECT = Spreadsheet(
    "incorrect-unit-or-grade-claimed",
    "Incorrect unit/grade claimed at moderation",
    (
        *WHO_AND_WHAT,
        Column("Claim number", "Of the processed claim", known="claim_number"),
        Column("Grade claimed", "P, M or D", choices=GRADES),
        Column("Correct unit number", "Where the unit was wrong", 22),
        Column("Correct grade", "P, M or D; U if not achieved", choices=(*GRADES, "U")),
        Column("Reason", "How the mistake came about", 44),
    ),
)
SPREADSHEETS = (MISSED, INCORRECT)


def workbook(spreadsheet: Spreadsheet, **known: str) -> bytes:
    """Give the template as the bytes of an XLSX file, its first row filled with what is `known`.

    `known` are texts by the columns' `known` words: centre, qualification, ocr_number, surname …
    """
    book = Workbook()
    sheet = book.active
    sheet.title = "Candidates"
    write(sheet.cell(1, 1), spreadsheet.title, font=Font(bold=True, size=14))
    write(sheet.cell(2, 1), NOTE, font=Font(italic=True))
    for place, column in enumerate(spreadsheet.columns, start=1):
        _add_column(sheet, place, column, known.get(column.known, ""))
    sheet.freeze_panes = sheet.cell(HEADINGS_IN + 2, 1)
    print_landscape(sheet)
    return packed(book)


def _add_column(sheet: Any, place: int, column: Column, value: str) -> None:
    """Write the heading, the hint and the first value of a column, and its drop-down."""
    letter = get_column_letter(place)
    sheet.column_dimensions[letter].width = max(column.width, len(column.title) + 2)
    write_heading(sheet.cell(HEADINGS_IN, place), column.title)
    write(
        sheet.cell(HEADINGS_IN + 1, place),
        column.hint,
        font=Font(italic=True, color="505A5F"),
        alignment=Alignment(wrap_text=True, vertical="top"),
    )
    first, last = HEADINGS_IN + 2, HEADINGS_IN + 1 + ROWS
    for row in range(first, last + 1):
        sheet.cell(row, place).number_format = TEXT
    write(sheet.cell(first, place), value)
    if column.choices:
        offer(sheet, column.title, column.choices, f"{letter}{first}:{letter}{last}")
