"""What does a statement of results say? On paper, a candidate each; it is no certificate."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from entries.statements import details, running
from interchange.paper import Block, Column, PaperSheet

TITLE = "Statement of results"
NOTES = [
    "This is no certificate. Certificates are issued by the board, and they alone prove an award.",
    "It says what the centre may read on the day it was made: grades may change after a review or a"
    " correction, and units that count may be held elsewhere.",
]
NONE = "No result has been issued yet. Test Results says what is expected, and when."
UNITS = (
    Column("Unit", 6),
    Column("Result", 1.4, centred=True),
    Column("From", 4),
    Column("Date", 1.6),
)
QUALIFICATIONS = (
    Column("Qualification", 8),
    Column("Result", 1.8, centred=True),
    Column("Date", 1.6),
)


@dataclass(frozen=True)
class StatedResult:
    """A line of a statement: what it is about, the grade, where it comes from, and since when."""

    about: str
    grade: str
    source: str
    at: datetime


@dataclass(frozen=True)
class Statement:
    """What is said of one candidate: details, candidate numbers at the centre, and results.

    `embargo` are sentences that say whom the results are not to be given to yet.
    """

    candidate: Any
    numbers: Sequence[str]
    qualifications: Sequence[StatedResult]
    units: Sequence[StatedResult]
    embargo: Sequence[str] = ()


def sheet_of(centre: Any, statement: Statement, on: date) -> PaperSheet:
    """The statement of a candidate, as the centre may read of them on the day, for paper."""
    one = statement.candidate
    embargo = [("Embargo", " ".join(statement.embargo))] if statement.embargo else []
    rows: list[tuple[str, ...]] = [
        (row.about, row.grade, f"{row.at:%d/%m/%Y}") for row in statement.qualifications
    ]
    sat: list[tuple[str, ...]] = [
        (row.about, row.grade, row.source, f"{row.at:%d/%m/%Y}") for row in statement.units
    ]
    return PaperSheet(
        title=f"{TITLE}: {one.name}",
        running=running(TITLE, centre, one, on),
        facts=[*details(centre, one, statement.numbers, on), *embargo],
        blocks=[
            *([Block("Qualifications", QUALIFICATIONS, rows)] if rows else []),
            *([Block("Units", UNITS, sat)] if sat else []),
        ],
        notes=NOTES if rows or sat else [NONE, *NOTES],
    )
