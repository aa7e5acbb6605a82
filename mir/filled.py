"""What does a filled template say? Its rows, by the words of its columns."""

from typing import Any

from entries.spreadsheets import NotATemplate
from entries.spreadsheets.headings import below
from entries.spreadsheets.misplaced import DATE, OCR
from mir.spreadsheets import Spreadsheet

KINDS = {"ocr_number": OCR, "born_on": DATE}
UNTOUCHED = (
    "“{}” is the template as it was downloaded: nothing was filled in. Fill in a row for each"
    " candidate and unit, and send it then."
)


def filled_rows(tables: Any, spreadsheet: Spreadsheet) -> list[dict[str, str]]:
    """The rows that were filled in, each {word of a column: text} and its number as `row`.

    Rows that the portal filled in and nobody went on with are left out. Raises NotATemplate where
    the columns are not there, or nothing was filled in.
    """
    words = {one.title.casefold(): one.word for one in spreadsheet.columns}
    table = below(tables, words, KINDS)
    missing = [one.title for one in spreadsheet.columns if one.word not in table.columns.values()]
    if missing:
        raise NotATemplate(
            f"“{tables.name}” has no column {', '.join(missing)}. Use the template"
            f" “{spreadsheet.title}”."
        )
    hints = {one.word: one.hint for one in spreadsheet.columns}
    found = []
    for row in table.rows:
        said = {word: row[at].strip() for at, word in table.columns.items()}
        if said != hints and any(said[word] for word in spreadsheet.typed):
            found.append({**said, "row": str(row.number)})
    if not found:
        raise NotATemplate(UNTOUCHED.format(tables.name))
    return found
