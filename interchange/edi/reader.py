"""What does a file say, and what is wrong with it? Everything at once, by line and column.

`frame` finds the records around the details and checks that they agree; `details` reads the
details one at a time, so that a long file needs no more memory than a short one; `read` is both.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from interchange.edi import kinds, layouts
from interchange.edi.agreement import disagreements
from interchange.edi.encoding import text_of
from interchange.edi.problems import EXPORT, UNSEEN, Problem, shown, whole_file
from interchange.edi.records import Frame, Record


@dataclass(frozen=True)
class EdiFile:
    """A whole file read: its frame, the details that are sound, and everything wrong."""

    frame: Frame
    details: tuple[Record, ...]
    problems: tuple[Problem, ...]


def read(
    content: bytes, name: str, *, on: date, centre: str | None = None, data_types: str = "EA"
) -> EdiFile:
    """Read the whole file from its bytes and name; see `frame` for what is checked."""
    framed = frame(content, name, on=on, centre=centre, data_types=data_types)
    found, problems = [], list(framed.problems)
    for record, wrong in details(framed, on=on):
        problems += wrong
        if record and not wrong:
            found.append(record)
    return EdiFile(framed, tuple(found), tuple(problems))


def frame(
    content: bytes, name: str, *, on: date, centre: str | None = None, data_types: str = "EA"
) -> Frame:
    """The frame of the file, with everything wrong about name, headers, trailers and counts.

    `on` is the day by which years of two figures are understood; `centre` is the number the file
    must be of, where it must be of one; `data_types` are those that may come.
    """
    text = text_of(content)
    if isinstance(text, Problem):
        return Frame(problems=(text,))
    lines = tuple(line.removesuffix("\r") for line in text.split("\n"))
    while lines and not lines[-1].strip():
        lines = lines[:-1]
    if "\r" in text.replace("\r\n", ""):
        wrong = "Lines of the file end in a way that no system writes."
        return Frame(problems=(whole_file(wrong, EXPORT),))
    data_type = lines[0][:1].upper()
    if data_type not in data_types or lines[0][1:2] != layouts.HEADER:
        return Frame(problems=(_not_wanted(lines[0], data_types),))
    return _framed(lines, data_type, name, on, centre)


def _not_wanted(line: str, data_types: str) -> Problem:
    wanted = " or ".join(f"{one} ({layouts.DATA_TYPES[one]})" for one in data_types)
    title = layouts.DATA_TYPES.get(line[:1].upper()) if line[1:2] == layouts.HEADER else None
    wrong = (
        f"By its first line the file holds {title}."
        if title
        else "The first line is not the header of a file of entries."
    )
    remedy = f"Send a file whose first line begins with one of {wanted}, followed by 1."
    return Problem(1, 1, "Data type", line[:2], wrong, remedy)


def _framed(
    lines: tuple[str, ...], data_type: str, name: str, on: date, centre: str | None
) -> Frame:
    places = {
        layouts.HEADER: 0,
        layouts.INSTITUTION: 1,
        layouts.TRAILER: len(lines) - 1,
        layouts.INSTITUTION_TRAILER: len(lines) - 2,
    }
    head, problems = {}, []
    first, last = 0, len(lines)
    for record, at in places.items():
        if not first <= at < last or lines[at][:2] != data_type + record:
            problems.append(_missing(lines, data_type, record, at))
            continue
        first, last = (at + 1, last) if at <= 1 else (first, min(last, at))
        found, wrong = _record_of(lines[at], at + 1, layouts.FRAME[record], on)
        problems += wrong
        if not wrong:
            head[record] = found
    framed = Frame(data_type, lines, first, last, head)
    problems += disagreements(framed, name, centre)
    return Frame(data_type, lines, first, last, head, tuple(problems))


def _missing(lines: tuple[str, ...], data_type: str, record: str, at: int) -> Problem:
    title = layouts.FRAME[record].title
    line = min(max(at, 0), len(lines) - 1)
    wrong = f"The {title.lower()} is missing: the line should begin with {data_type}{record}."
    return Problem(line + 1, 1, title, lines[line][:2], wrong, EXPORT)


def details(framed: Frame, *, on: date) -> Iterator[tuple[Record | None, list[Problem]]]:
    """Each detail record in turn, as (Record, list of Problems); None for a line of another kind.

    A record with problems has those of its values that could be read. A candidate with many lines
    is read once: sound lines with the same fields have the same `head`.
    """
    if not framed.count:
        return
    table = layouts.layout(framed.data_type, layouts.DETAIL)
    begins = framed.data_type + layouts.DETAIL
    known: dict[str, dict[str, Any]] = {}
    for at in range(framed.first, framed.last):
        line = framed.lines[at]
        if line[:2] == begins:
            yield _again(line, at + 1, table, known) or _anew(line, at + 1, table, known, on)
        else:
            yield None, [_another_kind(line, at + 1, begins)]


def _anew(
    line: str, number: int, table: layouts.Layout, known: dict[str, dict[str, Any]], on: date
) -> tuple[Record, list[Problem]]:
    record, problems = _record_of(line, number, table, on)
    if problems or not table.repeated:
        return record, problems
    head = line[: table.field(table.count).start - 1]
    known[head] = record.values
    return Record(number, table.record, record.values, head), problems


def _again(
    line: str, number: int, table: layouts.Layout, known: dict[str, dict[str, Any]]
) -> tuple[Record, list[Problem]] | None:
    """The record of a line whose fields stood on an earlier one; None where anything is unusual."""
    if not table.repeated or not known:
        return None
    counted = table.field(table.count)
    head, told = line[: counted.start - 1], line[counted.start - 1 : counted.end]
    values = known.get(head)
    if values is None or not (told.isascii() and told.isdigit()):
        return None
    width = table.repeated.width
    texts = [line[at : at + width].rstrip(" ") for at in range(table.width, len(line), width)]
    whole = len(line) == table.width + int(told) * width
    if not (whole and all(texts)) or UNSEEN.search(line, counted.start):
        return None
    values = {**values, table.count: len(texts), table.repeated.name: texts}
    return Record(number, table.record, values, head), []


def _another_kind(line: str, number: int, begins: str) -> Problem:
    if not line.strip():
        return Problem(number, 1, "", "", "The line is empty.", "Take it out.")
    wrong = f"The line begins with “{shown(line[:2])}”, not with {begins}."
    remedy = "Each line between the headers and the trailers must be a detail record."
    return Problem(number, 1, "Record type", shown(line[:2]), wrong, remedy)


def _record_of(
    line: str, number: int, table: layouts.Layout, on: date
) -> tuple[Record, list[Problem]]:
    """The record of a line by its layout, as (Record, list of Problems)."""
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    unseen = UNSEEN.search(line)
    if unseen:
        wrong = "The line holds a sign that nobody can see."
        problems.append(Problem(number, unseen.start() + 1, "", "", wrong, EXPORT))
        return Record(number, table.record, values), problems
    line = line.ljust(table.width)
    for one in table.fields:
        _put(values, problems, line, number, one, on)
    width = table.width
    if table.repeated:
        width = _repeats(values, problems, line, number, table, table.repeated)
    if len(line) > width and line[width:].strip(" "):
        rest = line[width:].rstrip()
        wrong = f"The line goes on for {len(rest)} characters after its last field."
        problems.append(Problem(number, width + 1, "", shown(rest), wrong, EXPORT))
    return Record(number, table.record, values), problems


def _put(
    values: dict[str, Any],
    problems: list[Problem],
    line: str,
    number: int,
    one: layouts.Field,
    on: date,
) -> None:
    text = line[one.start - 1 : one.end]
    try:
        values[one.name] = one.kind.read(text, on)
    except kinds.BadValue as bad:
        problems.append(
            Problem(number, one.start, one.title, shown(text.strip()), bad.wrong, bad.remedy)
        )


def _repeats(
    values: dict[str, Any],
    problems: list[Problem],
    line: str,
    number: int,
    table: layouts.Layout,
    one: layouts.Field,
) -> int:
    """Read the field `one`, which is repeated; give where the last ends."""
    count: int | None = values.get(table.count)
    if count is None:
        return len(line)
    end = table.width + count * one.width
    texts = [line[at : at + one.width] for at in range(table.width, end, one.width)]
    values[one.name] = [text.rstrip(" ") for text in texts]
    told = sum(bool(text.strip(" ")) for text in texts)
    if told < count:
        counted = table.field(table.count)
        wrong = f"The line says {count} but has {told} of “{one.title}”."
        remedy = "Correct the number, or add what is missing."
        value = f"{count:0{counted.width}}"
        problems.append(Problem(number, counted.start, counted.title, value, wrong, remedy))
    return end
