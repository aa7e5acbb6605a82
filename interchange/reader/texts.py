"""What stands in a CSV file? Its text however it was saved, and its rows, counted while reading."""

import codecs
import csv
import re
from collections.abc import Iterable, Iterator
from itertools import islice

from interchange.reader.extents import too_far, too_much
from interchange.reader.kinds import UploadRefused
from interchange.reader.limits import LAST_ROW, MOST_CELLS, MOST_COLUMNS, MOST_ROWS

SEPARATORS = ",;\t"
LOOKED_AT = 30  # rows by which the separator is found
LONGEST_LINE = 1_000_000  # signs
NOT_TABLES = ("<", "{\\rtf", "%!")  # web pages, rich text, PostScript
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
LINE = re.compile(r"[^\r\n]+(?:\r\n|\r|\n)?|\r\n|\r|\n")
NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")  # signs that no program puts into a text
NOT_UTF_8 = (
    "The file is not saved as “CSV UTF-8”, so it was read as Windows saves it. Check names with"
    " accents."
)

Row = tuple[int, list[str]]  # its number, and its cells from column A on


class NotText(Exception):
    """The bytes are no text in any way of writing that we know."""


def decoded(content: bytes) -> tuple[str, bool]:
    """Give the text of bytes, and whether it had to be guessed that Windows wrote them.

    UTF-8 with or without its mark, UTF-16 with its mark (Excel's “Unicode text”), else as Windows
    saves it in Western Europe. Raises NotText. Every CSV file that is sent is read by this.
    """
    if content.startswith(UTF_16):
        return _strictly(content, "utf-16"), False
    try:
        return content.removeprefix(codecs.BOM_UTF8).decode("utf-8"), False
    except UnicodeDecodeError:
        return _strictly(content, "cp1252"), True


def _strictly(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as problem:
        raise NotText from problem


def check_text(name: str, content: bytes) -> tuple[str, bool]:
    """Give the text of a CSV file and whether it was guessed; raises UploadRefused."""
    try:
        text, guessed = decoded(content)
    except NotText as problem:
        raise UploadRefused(
            f"“{name}” holds signs that could not be read. Save it as “CSV UTF-8” and send that."
        ) from problem
    if text.lstrip()[:10].lower().startswith(NOT_TABLES):
        raise UploadRefused(f"“{name}” is not a table of values. Save it as CSV and send that.")
    if NO_TEXT.search(text):
        raise UploadRefused(
            f"“{name}” holds signs that are not text. Save it as “CSV UTF-8” and send that."
        )
    return text, guessed


def tables_of_text(name: str, content: bytes) -> tuple[list[tuple[str, list[Row]]], list[str]]:
    """Give the one sheet of a CSV file, as [("", rows)], and remarks; raises UploadRefused."""
    text, guessed = check_text(name, content)
    separator, text = _separator_of(text)
    try:
        rows = list(_counted(name, _lines_of(text), separator))
    except csv.Error as problem:
        raise UploadRefused(
            f"“{name}” has a quotation mark that does not close, or a cell that never ends."
            " Open it in a spreadsheet program, save it as CSV anew, and send that."
        ) from problem
    return [("", rows)], [NOT_UTF_8] if guessed else []


def _lines_of(text: str) -> Iterator[str]:
    """The lines of a text, one by one; raises csv.Error for one that never ends."""
    for line in LINE.finditer(text):
        if line.end() - line.start() > LONGEST_LINE:
            raise csv.Error("the line never ends")
        yield line[0]


def _counted(name: str, lines: Iterable[str], separator: str) -> Iterator[Row]:
    """The rows that hold something, as (number, cells); raises UploadRefused at the first too many.

    A row's number is the one that people see, empty rows counted.
    """
    found = cells_found = 0
    reader = csv.reader(lines, delimiter=separator, strict=True)
    for number, cells in enumerate(reader, start=1):
        cells = tidy(cells) if any(cells) else []
        if number > LAST_ROW or len(cells) > MOST_COLUMNS:
            raise too_far(name, number, len(cells) or 1)
        if not cells:
            continue
        found, cells_found = found + 1, cells_found + len(cells)
        if found > MOST_ROWS:
            raise too_far(name, number, len(cells))
        if cells_found > MOST_CELLS:
            raise too_much(name)
        yield number, cells


def tidy(cells: Iterable[str]) -> list[str]:
    """The cells of a row with single spaces, without the empty ones at its end."""
    cells = [" ".join(cell.split()) for cell in cells]
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _separator_of(text: str) -> tuple[str, str]:
    """What parts the cells: as the first line says (sep=;), else what makes the widest rows."""
    first, _, rest = text[:10_000].partition("\n")
    if re.fullmatch(f"sep=[{SEPARATORS}]\r?", first):
        return first[4], text[len(first) + 1 :]
    return max(SEPARATORS, key=lambda one: _width(text, one)), text


def _width(text: str, separator: str) -> int:
    """How many cells the widest of the first rows has, parted that way."""
    reader = csv.reader(_lines_of(text), delimiter=separator)
    try:
        return max((len(row) for row in islice(reader, LOOKED_AT)), default=0)
    except csv.Error:
        return 0
