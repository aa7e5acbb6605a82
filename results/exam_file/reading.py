"""What do the lines of the file say? Bytes become text, text becomes rows, each slip a refusal."""

import csv
import io
import re
from collections.abc import Iterator

from interchange import uploads
from interchange.catalogue.unit_numbers import as_published
from results import rules
from results.exam_file.layouts import (
    MARK,
    NO_MARK,
    NO_NUMBER,
    PARTLY,
    RESULTS,
    About,
    ExamRow,
    Layout,
)
from results.exam_file.report import FileRefused, Refusal

MOST_BYTES = 20_000_000
MONTHS = {"january": 1, "june": 6, "01": 1, "06": 6}
SERIES = (
    re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)", re.ASCII),
    re.compile(r"(?P<month>\w+) (?P<year>\d{4})", re.ASCII),
)


def decode(data: bytes) -> str:
    """The text of a file's bytes; raises FileRefused with what to do about it."""
    if len(data) > MOST_BYTES:
        raise FileRefused(
            f"The file has {len(data) / 1e6:,.0f} MB; at most {MOST_BYTES / 1e6:.0f} MB can be"
            " loaded at once. Split it by series or by entry code."
        )
    if data.startswith(b"PK\x03\x04"):
        raise FileRefused("The file is a spreadsheet, not CSV. Save it as “CSV UTF-8” instead.")
    try:
        text, guessed = uploads.decoded(data)
    except uploads.NotText:
        guessed = True
    if guessed:  # a grade is nothing to guess at
        raise FileRefused(
            f"Line {_first_unreadable(data)} has characters that are not UTF-8. Save the file as"
            " “CSV UTF-8”."
        )
    _check_no_nul(text)
    return text


def _check_no_nul(text: str) -> None:
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise FileRefused(f"Line {line} has a NUL character: the file is damaged. Export it again.")


def _first_unreadable(data: bytes) -> int:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as problem:
        return data.count(b"\n", 0, problem.start) + 1
    return 1


def read(text: str, layout: Layout = RESULTS) -> tuple[list[ExamRow], list[Refusal]]:
    """The lines of the file: ([Row], [Refusal]); raises FileRefused if it is no such file.

    In a file of attendance the grade of a row is how the exam was attended.
    """
    text = text.removeprefix("\ufeff")
    _check_no_nul(text)
    lines = records(text)
    header = _header(next(lines, (1, []))[1], layout)
    rows: list[ExamRow] = []
    refused: list[Refusal] = []
    seen: dict[About, int] = {}
    for line, fields in lines:
        if not any(field.strip() for field in fields):
            continue
        found = _row(line, [field.strip() for field in fields], layout, header)
        refused += found if isinstance(found, list) else _repeats(found, seen, layout)
        rows += [] if isinstance(found, list) else [found]
        if len(rows) + len(refused) > layout.most_lines:
            most = f"{layout.most_lines:,}"
            raise FileRefused(f"The file has more than {most} lines. Split it by series.")
    if not rows and not refused:
        raise FileRefused("The file has a header and nothing below it.")
    return rows, refused


def records(text: str) -> Iterator[tuple[int, list[str]]]:
    """The lines of CSV, numbered, as fields; raises FileRefused where it is none."""
    reader = csv.reader(io.StringIO(text, newline=None), strict=True)
    try:
        for fields in reader:
            yield reader.line_num, fields
    except csv.Error as problem:
        raise FileRefused(
            f"Line {reader.line_num} is not CSV ({problem}). Check its quotation marks and commas."
        ) from None


def _header(fields: list[str], layout: Layout) -> list[str]:
    """The fields of the first line; raises FileRefused unless it is a header of the layout."""
    if fields in layout.headers:
        return fields
    if ";" in "".join(fields) or "\t" in "".join(fields):
        raise FileRefused(
            "The fields are not separated by commas. Save the file as “CSV (comma delimited)”;"
            f" its first line must be {layout.header_line}"
        )
    said = ",".join(fields)[:120]
    raise FileRefused(f"The first line must be {layout.header_line} – this file begins “{said}”.")


def _row(
    line: int, fields: list[str], layout: Layout, header: list[str]
) -> ExamRow | list[Refusal]:
    """The Row of a line, or the list of what is wrong with the shape of its fields."""
    if len(fields) != len(header):
        fields_said = "1 field" if len(fields) == 1 else f"{len(fields)} fields"
        problem = f"It has {fields_said} instead of {len(header)}."
        return [Refusal(line, "", "", problem, f"Give {','.join(header)}, separated by commas.")]
    named = dict(zip(header, fields, strict=True))
    series, number, code, unit = fields[:4]
    grade, mark = named.get(layout.field, ""), named.get(MARK, "")
    in_part, said = grade.endswith(rules.PART), grade.removesuffix(rules.PART).strip()
    when = series_of(series)
    graded = "" if mark and not said else layout.values.get(said.lower())
    numbered = not mark or (mark.isascii() and mark.isdigit() and len(mark) < 4)
    checks = (
        (when, "series", series, "There is no such series.", "Write 2026-01 or 2026-06."),
        (has_digits(number, 8), "ocr_candidate_number", number, *lost_zeros(number, 8)),
        (has_digits(code, 5), "entry_code", code, *lost_zeros(code, 5)),
        (re.fullmatch(r"\w{1,3}", unit), "unit", unit, "That is no unit number.", "Write 1 or 12."),
        (graded is not None, *_field_of(layout, header, grade)),
        (not (in_part and graded and graded not in PARTLY), layout.field, grade, *layout.no_part),
        (numbered, MARK, mark, *NO_NUMBER),
        (not (mark and graded in rules.UNGRADED), MARK, mark, *NO_MARK),
    )
    refused = [
        Refusal(line, name, said[:40], *why) for sound, name, said, *why in checks if not sound
    ]
    if refused or not when or graded is None:
        return refused
    marked = int(mark) if mark else None
    return ExamRow(line, when, number, code, as_published(unit), graded, in_part, marked)


def _field_of(layout: Layout, header: list[str], grade: str) -> tuple[str, str, str, str]:
    """Which field lacks the grade, or its mark, and what to do."""
    if layout.field in header:
        return layout.field, grade, *layout.wrong
    return MARK, "", *NO_NUMBER


def series_of(said: str) -> tuple[int, int] | None:
    """(year, month) of a series such as 2026-06 or June 2026; None for anything else."""
    for shape in SERIES:
        if (found := shape.fullmatch(said)) and found["month"].lower() in MONTHS:
            return int(found["year"]), MONTHS[found["month"].lower()]
    return None


def has_digits(said: str, length: int) -> bool:
    """Whether a text is that many digits."""
    return said.isascii() and said.isdigit() and len(said) == length


def lost_zeros(said: str, length: int) -> tuple[str, str]:
    """What is wrong with a number of fewer digits, and what to do."""
    problem = f"It must have {length} digits."
    if said.isascii() and said.isdigit() and len(said) < length:
        return problem, f"A spreadsheet may have dropped leading zeros: {said.zfill(length)}?"
    return problem, "Check it against the entries."


def _repeats(found: ExamRow, seen: dict[About, int], layout: Layout) -> list[Refusal]:
    """What is wrong if an earlier line, kept in `seen`, is about the same exam."""
    first = seen.setdefault(found.about, found.line)
    if first == found.line:
        return []
    problem = f"Line {first} {layout.says} the same candidate, unit and series."
    return [Refusal(found.line, "unit", found.unit, problem, "Keep one of the two lines.")]
