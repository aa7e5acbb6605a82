"""Whose results are late, as the regulator's table asks: row by row, and what is wrong."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from entries.rules.registering import summer_of
from results import late_return
from results.diagnosis import CAUSES, Code
from results.models import KeptStanding
from results.queries.late import regulators_code, without_result

AT_A_TIME = 2000
MOST_TOLD = 200  # wrong rows on the page
COUNTED = [code for code, cause in CAUSES.items() if cause.counts_as is not Code.NONE]
COLUMN_NAMES = tuple(column.name for column in late_return.COLUMNS)


@dataclass(frozen=True)
class WrongRow:
    """A registration whose row does not keep to the field rules, and why."""

    kept: KeptStanding
    problems: list[str]


def return_rows(on: date) -> Iterator[tuple[str, ...]]:
    """The rows of the table on the day, those without a cause that counts left out."""
    for kept in _late(on):
        yield _row(kept, on)


def wrong_rows(on: date) -> list[WrongRow]:
    """The registrations whose rows would be sent back, the first MOST_TOLD."""
    found = ((kept, late_return.row_problems(_row(kept, on))) for kept in _late(on))
    wrong = (WrongRow(kept, sentences) for kept, sentences in found if sentences)
    return list(islice(wrong, MOST_TOLD))


def _late(on):
    read = without_result(on).filter(cause__in=COUNTED).order_by("pk")
    read = read.select_related("entry__candidate", "entry__qualification", "entry__centre")
    return read.iterator(AT_A_TIME)


def _row(kept, on) -> tuple[str, ...]:
    candidate, summer = kept.entry.candidate, summer_of(on)
    return late_return.return_row(
        {
            "ReportingDate": on.isoformat(),
            "AcademicYear": f"{summer - 1}-{summer}",
            "QualificationNumber": kept.entry.qualification.qan,
            "UniqueLearnerNumber": candidate.uln,
            "UniqueCandidateIdentifier": candidate.uci,
            "CandidateIdentifierOther": candidate.ocr_number,
            "forenames": candidate.forenames,
            "Surname": candidate.surname,
            "DOB": candidate.born_on.isoformat(),
            "ReasonCode": regulators_code(kept.cause, kept.is_suspected).value,
        }
    )
