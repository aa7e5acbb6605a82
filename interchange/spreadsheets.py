"""How is a spreadsheet written for people to fill in? Texts stay texts; all are made alike.

What no program may calculate is written as a text: a name may begin with “=”.
"""

import re
from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import islice
from typing import Any
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl.cell import Cell
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from interchange.sending import Sent

INK, PAPER = "FFFFFF", "12403F"
TEXT = "@"  # the format in which numbers keep their leading zeros
AT_ONCE = 250  # rows that are written before they are sent
DIMENSION = re.compile(rb"<dimension [^>]*/>")  # as it would be without the rows to come
CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
QUICKLY = 1  # how hard long lists are packed: harder takes three times as long
NO_LETTER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # XML has no such


def write(cell: Any, text: object, **styles: object) -> None:
    """Put a text in a cell as a text, whatever it begins with."""
    if text:
        cell.value = str(text)
        cell.data_type = "s"
    for name, style in styles.items():
        setattr(cell, name, style)


def write_heading(cell: Any, text: object, **styles: object) -> None:
    """Put the title of a column in a cell."""
    fill = PatternFill("solid", fgColor=PAPER)
    write(cell, text, font=Font(bold=True, color=INK), fill=fill, **styles)


def offer(sheet: Any, title: str, choices: Iterable[str], area: str, *, only: bool = True) -> None:
    """Give the cells of an area a drop-down list; `only` refuses everything else."""
    allowed = DataValidation("list", formula1=f'"{",".join(choices)}"', allow_blank=True)
    allowed.showErrorMessage = only
    allowed.error = f"{title}: choose {', '.join(choices)}."
    allowed.add(area)
    sheet.add_data_validation(allowed)


def print_landscape(sheet: Any) -> None:
    """Print the sheet across, as wide as one page."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def packed(book: Any) -> bytes:
    """Give a workbook as the bytes of an XLSX file."""
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def style_of(sheet: Any, **styles: object) -> int:
    """Give the number by which `streamed` takes the styles of a cell."""
    cell = Cell(sheet, row=1, column=1)  # stands nowhere
    write(cell, "", **styles)
    number: int = cell.style_id
    return number


def streamed(
    book: Any, sheet: Any, rows: Iterable[list[tuple[str, int]]], first: int
) -> Iterator[bytes]:
    """Give a workbook as the bytes of an XLSX file, some at a time, with rows still to be read.

    The rows go below what stands in the sheet, the first at the number `first`; a cell is a text
    and the number of its style. However many there are, none waits in memory.
    """
    numbered = enumerate(rows, start=first)
    pieces = iter(
        lambda: "".join(_row(number, cells) for number, cells in islice(numbered, AT_ONCE)), ""
    )
    return with_rows(book, sheet, pieces, hardness=None)


def with_rows(
    book: Any, sheet: Any, pieces: Iterable[str], *, hardness: int | None = QUICKLY
) -> Iterator[bytes]:
    """Give a workbook as the bytes of an XLSX file, some at a time, with more rows in a sheet.

    Each piece is whole rows as XML, which go below what stands in the sheet. `hardness` is how hard
    the file is packed, from 1 to 9; None for the usual.
    """
    parts = ZipFile(BytesIO(packed(book)))
    path = sheet.path.removeprefix("/")
    sent = Sent()
    with ZipFile(sent, "w", ZIP_DEFLATED, compresslevel=hardness) as file:
        for name in parts.namelist():
            if name != path:
                file.writestr(name, parts.read(name))
        start, _, end = DIMENSION.sub(b"", parts.read(path)).partition(b"</sheetData>")
        with file.open(path, "w") as lines:
            lines.write(start)
            for piece in pieces:
                lines.write(piece.encode())
                yield sent.taken()
            lines.write(b"</sheetData>" + end)
    yield sent.taken()


def cell_of(value: object) -> str:
    """A cell of a sheet as XML: a text, whatever it begins with; it stands after the one before."""
    return f"<c{_text(str(value))}"


def _row(number: int, cells: list[tuple[str, int]]) -> str:
    """A row of a sheet as XML; its texts are texts, whatever they begin with."""
    inside = "".join(
        f'<c r="{get_column_letter(column)}{number}" s="{style}"{_text(text)}'
        for column, (text, style) in enumerate(cells, start=1)
        if text or style
    )
    return f'<row r="{number}">{inside}</row>'


def _text(text: str) -> str:
    if not text:
        return "/>"
    written = escape(NO_LETTER.sub("", text))
    return f' t="inlineStr"><is><t xml:space="preserve">{written}</t></is></c>'
