"""How is a file of boundaries read? An exam a line: its marks, and the least for each grade."""

import re
from dataclasses import dataclass

from interchange.catalogue.marks import Boundaries, of
from interchange.catalogue.unit_numbers import as_published
from results.exam_file.layouts import NO_NUMBER
from results.exam_file.reading import has_digits, lost_zeros, records, series_of
from results.exam_file.report import FileRefused, Refusal

GRADES = ("D", "M", "P", "R")
BOUNDARIES_HEADER = ["series", "entry_code", "unit", "maximum", *GRADES]
BOUNDARIES_LINE = ",".join(BOUNDARIES_HEADER)
MOST_LINES = 2000


@dataclass(frozen=True)
class BoundariesRow:
    """The boundaries of an exam; `series` is (year, month), and `unit` begins with no zero."""

    line: int
    series: tuple[int, int]
    entry_code: str
    unit: str
    boundaries: Boundaries


def read_boundaries(text: str) -> tuple[list[BoundariesRow], list[Refusal]]:
    """The lines of a file of boundaries; raises FileRefused if it is no such file."""
    lines = records(text.removeprefix("\ufeff"))
    first = next(lines, (1, []))[1]
    if first != BOUNDARIES_HEADER:
        said = ",".join(first)[:120]
        raise FileRefused(f"The first line must be {BOUNDARIES_LINE} – this file begins “{said}”.")
    rows: list[BoundariesRow] = []
    refused: list[Refusal] = []
    seen: dict[tuple[tuple[int, int], str, str], int] = {}
    for line, fields in lines:
        if not any(field.strip() for field in fields):
            continue
        found = _row(line, [field.strip() for field in fields])
        if isinstance(found, list):
            refused += found
            continue
        before = seen.setdefault((found.series, found.entry_code, found.unit), line)
        if before != line:
            problem = f"Line {before} gives the boundaries of the same exam."
            refused.append(Refusal(line, "unit", found.unit, problem, "Keep one of the two lines."))
        rows.append(found)
        if len(rows) > MOST_LINES:
            raise FileRefused(f"The file has more than {MOST_LINES:,} lines. Split it by series.")
    if not rows and not refused:
        raise FileRefused("The file has a header and nothing below it.")
    return rows, refused


def _row(line: int, fields: list[str]) -> BoundariesRow | list[Refusal]:
    """The row of a line, or all that is wrong with the shape of its fields."""
    if len(fields) != len(BOUNDARIES_HEADER):
        problem = f"It does not have {len(BOUNDARIES_HEADER)} fields."
        return [Refusal(line, "", "", problem, f"Give {BOUNDARIES_LINE}, separated by commas.")]
    series, code, unit, maximum, *least = fields
    when = series_of(series)
    checks = (
        (when, "series", series, "There is no such series.", "Write 2026-01 or 2026-06."),
        (has_digits(code, 5), "entry_code", code, *lost_zeros(code, 5)),
        (re.fullmatch(r"\w{1,3}", unit), "unit", unit, "That is no unit number.", "Write 1 or 12."),
        (_is_mark(maximum), "maximum", maximum, *NO_NUMBER),
        *(
            (not mark or _is_mark(mark), grade, mark, *NO_NUMBER)
            for grade, mark in zip(GRADES, least, strict=True)
        ),
    )
    refused = [
        Refusal(line, name, said[:40], *why) for sound, name, said, *why in checks if not sound
    ]
    if refused or not when:
        return refused
    marks = {grade: int(mark) for grade, mark in zip(GRADES, least, strict=True) if mark}
    return BoundariesRow(line, when, code, as_published(unit), of(int(maximum), marks, GRADES))


def _is_mark(said: str) -> bool:
    return said.isascii() and said.isdigit() and len(said) < 4
