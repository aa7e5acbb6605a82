"""What does a statement of entry say? On paper, a candidate each, for the candidate to check."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from interchange.paper import Block, Column, PaperSheet

TITLE = "Statement of entry"
UNITS_ONLY = "Units only (no series)"
NOTES = [
    "Check your name, your date of birth and every line. Tell your exams officer of anything that"
    " is wrong or missing before entries close.",
    "It says what stood on the day it was made, and is no timetable: your exams officer tells you"
    " when and where each exam is sat.",
]
NONE = "There is no entry for an exam or a unit of which results are still to come."
REGISTRATIONS = (Column("Qualification", 8), Column("To be completed in", 2))
ENTRIES = (Column("Unit", 8), Column("Attempt", 2))


@dataclass(frozen=True)
class Statement:
    """What is said of one candidate: registrations, and unit entries in the order to show them."""

    candidate: Any
    registrations: Sequence[Any]
    entered: Sequence[Any]


def sheet_of(centre: Any, statement: Statement, on: date) -> PaperSheet:
    """The statement of a candidate, as it stands at the centre on the day, for paper."""
    one = statement.candidate
    numbers = [row.candidate_number for row in (*statement.registrations, *statement.entered)]
    registered = [
        (f"{row.qualification.code} {row.qualification.title}", f"Summer {row.completes_in}")
        for row in statement.registrations
    ]
    return PaperSheet(
        title=f"{TITLE}: {one.name}",
        running=running(TITLE, centre, one, on),
        facts=details(centre, one, numbers, on),
        blocks=[
            *([Block("Registered for", REGISTRATIONS, [*registered])] if registered else []),
            *_series(statement.entered),
        ],
        notes=NOTES if statement.entered else [NONE, *NOTES],
    )


def details(centre: Any, one: Any, numbers: Sequence[str], on: date) -> list[tuple[str, str]]:
    """What a paper about a candidate says first, of what is known: (name, value) pairs."""
    facts = [
        ("Candidate", one.name),
        ("Date of birth", _day(one.born_on)),
        ("OCR candidate number", one.ocr_number),
        ("Candidate number", ", ".join(dict.fromkeys(numbers))),
        ("UCI", one.uci),
        ("ULN", one.uln),
        ("Centre", str(centre)),
        ("As of", _day(on)),
    ]
    return [(name, value) for name, value in facts if value]


def running(title: str, centre: Any, one: Any, on: date) -> str:
    """What stands on top of every page of a paper about a candidate."""
    return f"{title} · Centre {centre.number} · {one.ocr_number} · {_day(on)}"


def _series(entered: Sequence[Any]) -> list[Block]:
    """A block for each series, in the order of the entries."""
    rows: dict[str, list[tuple[str, ...]]] = {}
    for one in entered:
        title = f"Entered for exams in {one.series}" if one.series else UNITS_ONLY
        about = f"{one.qualification.code} · {one.unit.number} {one.unit.title}"
        attempt = "Further attempt" if one.resit else "First entry"
        rows.setdefault(title, []).append((about, attempt))
    return [Block(title, ENTRIES, some) for title, some in rows.items()]


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
