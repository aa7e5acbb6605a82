"""How does a template to fill in look? A sheet with headings, and one that explains."""

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from interchange.spreadsheets import print_landscape, write, write_heading

FIRST_ROW = 3  # below what it is for, and the headings


def begun(first_line, titles):
    """A workbook and its sheet, with what it is for and the headings of its columns."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Entries"
    write(sheet.cell(1, 1), first_line, font=Font(bold=True))
    for column, title in enumerate(titles, start=1):
        write_heading(sheet.cell(FIRST_ROW - 1, column), title)
        sheet.column_dimensions[get_column_letter(column)].width = 22
    sheet.freeze_panes = f"A{FIRST_ROW}"
    print_landscape(sheet)
    return book, sheet


def explain(book, *lines):
    """Add a sheet that says how the template is filled in."""
    sheet = book.create_sheet("How to fill it in")
    sheet.column_dimensions["A"].width = 100
    for number, line in enumerate(lines, start=1):
        write(sheet.cell(number, 1), line)
