"""How does a list leave for a spreadsheet? As CSV or XLSX, in pieces sent as they are made.

A row is put together from parts that are written once and used by many rows, so that a database can
do it. Texts stay texts in both: no cell is a formula, and numbers keep their leading zeros.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from django.http import StreamingHttpResponse
from openpyxl import Workbook

from interchange import downloads, spreadsheets

AT_A_TIME = 500  # rows of a list that Python writes
MOST_ROWS = 2**20 - 1  # below the heading of a sheet
WIDEST = 60


@dataclass(frozen=True)
class Form:
    """A kind of file by its `ending`, and how the cells of its rows are written.

    A row is what `row` gives: `begin`, the parts with `between` between them, `end`. A part is one
    cell or several of them.
    """

    ending: str
    begin: str
    between: str
    end: str
    cell: Callable[[object], str]

    def part(self, *texts: object) -> str:
        """The cells of the texts, to be put into rows."""
        return self.between.join(map(self.cell, texts))

    def row(self, texts: Iterable[object]) -> str:
        """A whole row of the texts."""
        return f"{self.begin}{self.part(*texts)}{self.end}"

    def pieces(self, rows: Iterable[Sequence[object]]) -> Iterator[str]:
        """The rows, some at a time, as they are sent."""
        left = iter(rows)
        while some := list(islice(left, AT_A_TIME)):
            yield "".join(map(self.row, some))


CSV = Form("csv", "", ",", "\r\n", downloads.csv_cell)
XLSX = Form("xlsx", "<row>", "", "</row>", spreadsheets.cell_of)
FORMS = {one.ending: one for one in (CSV, XLSX)}


def asked(request) -> Form:
    """The kind of file that an address asks for by `as`; CSV unless it names another."""
    return FORMS.get(request.GET.get("as", ""), CSV)


def answer(
    form: Form, name: str, columns: Sequence[str], pieces: Iterable[str]
) -> StreamingHttpResponse:
    """The answer that hands over a list as the file `name`, with the ending of its form.

    Takes the titles of the columns and pieces of whole rows, as the form writes them; none waits in
    memory. An XLSX has room for MOST_ROWS rows.
    """
    content = _as_csv if form is CSV else _as_xlsx
    kind = "text/csv; charset=utf-8" if form is CSV else spreadsheets.CONTENT_TYPE
    return downloads.of_pieces(f"{name}.{form.ending}", content(columns, pieces), kind)


def _as_csv(columns, pieces):
    yield "\ufeff" + CSV.row(columns)
    yield from pieces


def _as_xlsx(columns, pieces):
    book = Workbook()
    sheet = book.active
    sheet.freeze_panes = "A2"
    for place, title in enumerate(columns, 1):
        spreadsheets.write_heading(sheet.cell(1, place), title)
        letters = sheet.cell(1, place).column_letter
        sheet.column_dimensions[letters].width = min(max(len(title) + 4, 14), WIDEST)
    return spreadsheets.with_rows(book, sheet, pieces)
