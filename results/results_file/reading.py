"""What does a file of results say, and what is wrong with it? Everything by line and field."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from entries.identifiers import uci_problem, uln_problem
from interchange.edi import layouts, reader
from interchange.edi.problems import Problem, shown
from interchange.edi.records import Record
from results.results_file.comparing import is_of_unit
from results.results_file.key import CODES, QUALIFICATIONS, UNITS


def read(content: bytes, name: str, *, on: date, centre: str | None = None) -> reader.EdiFile:
    """Read a file of results from its bytes and name.

    Beside what the formats ask (interchange.edi.reader): each record is of the centre in the
    header, UCI and ULN are sound, and the grade is one of the key.
    """
    file = reader.read(content, name, on=on, centre=centre, data_types=layouts.RESULTS)
    problems, sound = list(file.problems), []
    for record in file.details:
        wrong = list(_problems(record, file.frame.header))
        problems += wrong
        if not wrong:
            sound.append(record)
    return replace(file, details=tuple(sound), problems=tuple(problems))


def details_of(records: Iterable[Record]) -> list[dict[str, Any]]:
    """The values of the records as the writer takes them."""
    return [dict(record.values) for record in records]


def _problems(record: Record, header: Record | None) -> Iterator[Problem]:
    if header and record["centre"] != header["centre"]:
        wrong = f"{record['centre']} here, {header['centre']} in the file header."
        yield _at(record, "centre", wrong, "A file is of one centre: export it again.")
    for name, wrong in (
        ("uci", uci_problem(record["uci"])),
        ("uln", uln_problem(record["uln"])),
    ):
        if wrong:
            yield _at(record, name, wrong, "")
    of = UNITS if is_of_unit(record["option"]) else QUALIFICATIONS
    if record["grade"] not in CODES[of]:
        wrong = f"“{shown(record['grade'])}” is no grade of the key."
        remedy = f"A result of {of} has one of: {', '.join(sorted(CODES[of]))}."
        yield _at(record, "grade", wrong, remedy)


def _at(record: Record, name: str, wrong: str, remedy: str) -> Problem:
    field = layouts.RESULT.field(name)
    value = shown(str(record[name]))
    return Problem(record.line, field.start, field.title, value, wrong, remedy)
