"""The template that a centre fills in: a row for each candidate, a column for each unit."""

from collections.abc import Iterable, Iterator
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from claims import rules
from claims.gradebook.layout import ABOUT, Gradebook, about, heading
from interchange.spreadsheets import (
    TEXT,
    offer,
    print_landscape,
    streamed,
    style_of,
    write,
    write_heading,
)

HEADINGS_IN = 2  # the row that names the columns
WIDTHS = (22, 18, 30, 14)
CLOSED = PatternFill("solid", fgColor="D9DEE0")


def as_rows(units: list[Any], books: Iterable[Gradebook]) -> tuple[list[str], Iterator[list[str]]]:
    """Give the headings, and the rows of the candidates with the grades the claim has already."""
    titles = [*ABOUT, *map(heading, units)]
    return titles, (
        [*about(one), *(book.says((one.candidate.pk, unit.pk)) for unit in units)]
        for book in books
        for one in book.people
    )


def as_workbook(book: Gradebook, books: Iterable[Gradebook], count: int) -> Iterator[bytes]:
    """Give the template as the bytes of an XLSX file: the grades, and how to fill them in.

    `book` may be of nobody; the people, `count` of them, are those of the `books`, read while it
    is sent.
    """
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = "Grades"
    styles = style_of(sheet, number_format=TEXT), style_of(sheet, number_format=TEXT, fill=CLOSED)
    write(sheet.cell(1, 1), _first_line(book), font=Font(bold=True))
    titles = [*ABOUT, *map(heading, book.units)]
    for column, title in enumerate(titles, start=1):
        _add_heading(sheet, column, title)
    _offer_grades(sheet, len(titles), HEADINGS_IN + count)
    sheet.freeze_panes = sheet.cell(HEADINGS_IN + 1, len(ABOUT) + 1)
    print_landscape(sheet)
    _explain(workbook.create_sheet("How to fill it in"), book)
    return streamed(workbook, sheet, _rows(books, *styles), HEADINGS_IN + 1)


def _rows(books: Iterable[Gradebook], usual: int, closed: int) -> Iterator[list[tuple[str, int]]]:
    """The rows of the candidates; cells in which no grade can be given are grey."""
    for book in books:
        for one in book.people:
            places = [(one.candidate.pk, unit.pk) for unit in book.units]
            known = [(text, usual) for text in about(one)]
            yield known + [(book.says(at), usual if book.is_open(at) else closed) for at in places]


def _add_heading(sheet: Any, column: int, title: str) -> None:
    """Write the title of a column."""
    of_unit = column > len(ABOUT)
    width = 16 if of_unit else WIDTHS[column - 1]
    sheet.column_dimensions[get_column_letter(column)].width = width
    wrapped = Alignment(wrap_text=True, vertical="top")
    write_heading(sheet.cell(HEADINGS_IN, column), title, alignment=wrapped)


def _offer_grades(sheet: Any, columns: int, rows: int) -> None:
    """Give the cells of grades their drop-down list; initials may be typed after a grade."""
    first, last = len(ABOUT) + 1, HEADINGS_IN + 1
    if columns >= first and rows >= last:
        area = f"{get_column_letter(first)}{last}:{get_column_letter(columns)}{rows}"
        choices = (*rules.CLAIMED_BY_CENTRES, rules.NOT_CLAIMING)
        offer(sheet, "Grade", choices, area, only=False)


def _explain(sheet: Any, book: Gradebook) -> None:
    """Write how the template is filled in."""
    sheet.column_dimensions["A"].width = 100
    for number, line in enumerate(_explanation(book), start=1):
        write(sheet.cell(number, 1), line, alignment=Alignment(wrap_text=True, vertical="top"))


def _first_line(book: Gradebook) -> str:
    """What stands above the headings."""
    return f"Grades for {book.qualification}. How to fill it in stands on the second sheet."


def _explanation(book: Gradebook) -> list[str]:
    """How the template is filled in, a sentence a line."""
    return [
        "A cell holds P, M or D.",
        "After the grade may stand the initials of the centre assessor who marked the work: P AB.",
        "Grades without initials get the centre assessor whom you choose when you upload the file;"
        " a grade that is on the claim already keeps its assessor.",
        "An empty cell leaves the claim as it is. Not claiming, or N, takes the grade off.",
        "In grey cells no grade can be given: the candidate is not entered for the unit, no longer"
        " registered, or has it on another claim.",
        "Candidates are found by OCR candidate number, units by the number that begins the heading."
        " The order of rows and columns does not matter, and other columns are not read.",
        "Nothing is on the claim until you have looked at what was read and pressed Save claim.",
        *(f"{one.initials}: {one.name}" for one in book.assessors),
    ]
