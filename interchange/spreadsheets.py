"""How is a spreadsheet written for people to fill in? Texts stay texts; all are made alike.

What no program may calculate is written as a text: a name may begin with “=”.
"""

from collections.abc import Iterable
from io import BytesIO
from typing import Any

from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation

INK, PAPER = "FFFFFF", "12403F"
TEXT = "@"  # the format in which numbers keep their leading zeros


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
