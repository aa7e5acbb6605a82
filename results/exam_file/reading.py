"""What do the lines of the file say? Bytes become text, text becomes rows, each slip a refusal."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from interchange import uploads
from interchange.catalogue.unit_numbers import as_published
from results.exam_file.report import FileRefused, Refusal

HEADER = ["series", "ocr_candidate_number", "entry_code", "unit", "grade"]
HEADER_LINE = ",".join(HEADER)
MOST_BYTES = 20_000_000
MOST_LINES = 200_000
MONTHS = {"january": 1, "june": 6, "01": 1, "06": 6}
GRADES = {grade.lower(): grade for grade in ("P", "M", "D", "R", "U", "1C", "absent")}
POSSIBLE = ", ".join(GRADES.values())
SERIES = (
    re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)", re.ASCII),
    re.compile(r"(?P<month>\w+) (?P<year>\d{4})", re.ASCII),
)

About = tuple[tuple[int, int], str, str]  # series, candidate, unit


@dataclass(frozen=True)
class ExamRow:
    """A line in shape; `series` is (year, month), and `unit` begins with no zero."""

    line: int
    series: tuple[int, int]
    ocr_number: str
    entry_code: str
    unit: str
    grade: str

    @property
    def about(self) -> About:
        """What the line gives a grade for."""
        return self.series, self.ocr_number, self.unit


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
    return text


def _first_unreadable(data: bytes) -> int:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as problem:
        return data.count(b"\n", 0, problem.start) + 1
    return 1


def read(text: str) -> tuple[list[ExamRow], list[Refusal]]:
    """The lines of the file: ([Row], [Refusal]); raises FileRefused if it is no such file."""
    text = text.removeprefix("\ufeff")
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise FileRefused(f"Line {line} has a NUL character: the file is damaged. Export it again.")
    lines = _records(text)
    _check_header(next(lines, (1, []))[1])
    rows: list[ExamRow] = []
    refused: list[Refusal] = []
    seen: dict[About, int] = {}
    for line, fields in lines:
        if not any(field.strip() for field in fields):
            continue
        found = _row(line, [field.strip() for field in fields])
        refused += found if isinstance(found, list) else _repeats(found, seen)
        rows += [] if isinstance(found, list) else [found]
        if len(rows) + len(refused) > MOST_LINES:
            raise FileRefused(f"The file has more than {MOST_LINES:,} lines. Split it by series.")
    if not rows and not refused:
        raise FileRefused("The file has a header and no results below it.")
    return rows, refused


def _records(text: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=None), strict=True)
    try:
        for fields in reader:
            yield reader.line_num, fields
    except csv.Error as problem:
        raise FileRefused(
            f"Line {reader.line_num} is not CSV ({problem}). Check its quotation marks and commas."
        ) from None


def _check_header(fields: list[str]) -> None:
    """Raise FileRefused unless the first line is exactly the header."""
    if fields == HEADER:
        return
    if ";" in "".join(fields) or "\t" in "".join(fields):
        raise FileRefused(
            "The fields are not separated by commas. Save the file as “CSV (comma delimited)”;"
            f" its first line must be {HEADER_LINE}"
        )
    said = ",".join(fields)[:120]
    raise FileRefused(f"The first line must be {HEADER_LINE} – this file begins “{said}”.")


def _row(line: int, fields: list[str]) -> ExamRow | list[Refusal]:
    """The Row of a line, or the list of what is wrong with the shape of its fields."""
    if len(fields) != len(HEADER):
        problem = f"It has {len(fields)} fields instead of {len(HEADER)}."
        return [Refusal(line, "", "", problem, f"Give {HEADER_LINE}, separated by commas.")]
    series, number, code, unit, grade = fields
    when, graded = _series_of(series), GRADES.get(grade.lower())
    checks = (
        (when, "series", series, "There is no such series.", "Write 2026-01 or 2026-06."),
        (_digits(number, 8), "ocr_candidate_number", number, *_lost_zeros(number, 8)),
        (_digits(code, 5), "entry_code", code, *_lost_zeros(code, 5)),
        (re.fullmatch(r"\w{1,3}", unit), "unit", unit, "That is no unit number.", "Write 1 or 12."),
        (graded, "grade", grade, "That is no grade.", f"It is one of {POSSIBLE}."),
    )
    refused = [
        Refusal(line, name, said[:40], *why) for sound, name, said, *why in checks if not sound
    ]
    if refused or not when or not graded:
        return refused
    return ExamRow(line, when, number, code, as_published(unit), graded)


def _series_of(said: str) -> tuple[int, int] | None:
    """(year, month) of a series such as 2026-06 or June 2026; None for anything else."""
    for shape in SERIES:
        if (found := shape.fullmatch(said)) and found["month"].lower() in MONTHS:
            return int(found["year"]), MONTHS[found["month"].lower()]
    return None


def _digits(said: str, length: int) -> bool:
    return said.isascii() and said.isdigit() and len(said) == length


def _lost_zeros(said: str, length: int) -> tuple[str, str]:
    problem = f"It must have {length} digits."
    if said.isascii() and said.isdigit() and len(said) < length:
        return problem, f"A spreadsheet may have dropped leading zeros: {said.zfill(length)}?"
    return problem, "Check it against the entries."


def _repeats(found: ExamRow, seen: dict[About, int]) -> list[Refusal]:
    """What is wrong if an earlier line, kept in `seen`, is about the same exam."""
    first = seen.setdefault(found.about, found.line)
    if first == found.line:
        return []
    problem = f"Line {first} gives a grade for the same candidate, unit and series."
    return [Refusal(found.line, "unit", found.unit, problem, "Keep one of the two lines.")]
