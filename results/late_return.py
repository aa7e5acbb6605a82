"""What must stand in the regulator's table of late results? Its columns, by the published rules.

Read of its field rules (format of November 2023): the first eleven columns. What comes after them
could not be read; the last column, with the reason's code, is ours and provisional.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

NOT_AVAILABLE = "-2"
AWARDING_BODY = "OCR"
LONGEST_NAME = 150


@dataclass(frozen=True)
class ReturnColumn:
    """A column: its name, what a value must look like, and how that is said to staff."""

    name: str
    pattern: str
    said: str

    def problem(self, value: str) -> str:
        """What is wrong with a value, and what it must be; empty where nothing is."""
        if re.fullmatch(self.pattern, value):
            return ""
        return f"{self.name} is “{value}”; it must be {self.said}." if value else self._missing

    @property
    def _missing(self) -> str:
        return f"{self.name} is empty; it must be {self.said}."


NAME = rf".{{1,{LONGEST_NAME}}}"
DAY = r"\d{4}-\d{2}-\d{2}"
OTHER = f"1 to 20 characters, or {NOT_AVAILABLE} where a ULN or UCI is given"
COLUMNS = (
    ReturnColumn("ReportingDate", DAY, "a day such as 2027-08-19"),
    ReturnColumn("AcademicYear", r"\d{4}-\d{4}", "two years such as 2026-2027"),
    ReturnColumn("AwardingOrganisation", r".{1,100}", "the board’s name"),
    ReturnColumn("QualificationNumber", r".{1,10}", "the number in the Register"),
    ReturnColumn("UniqueLearnerNumber", r"\d{1,10}|-2", "up to ten digits, or -2"),
    ReturnColumn("UniqueCandidateIdentifier", r".{13}|-2", "thirteen characters, or -2"),
    ReturnColumn("CandidateIdentifierOther", r".{1,20}", OTHER),
    ReturnColumn("FirstName", NAME, "1 to 150 characters, or -2"),
    ReturnColumn("MiddleNames", NAME, "1 to 150 characters, or -2"),
    ReturnColumn("Surname", NAME, "1 to 150 characters"),
    ReturnColumn("DOB", DAY, "a day such as 2009-03-14"),
    ReturnColumn("ReasonCode", r"[NL]\d", "one of the regulator’s codes, such as N3"),
)


def return_row(known: Mapping[str, str]) -> tuple[str, ...]:
    """The values of a late result in the order of the COLUMNS.

    `known` has the columns by their names, those that nobody knows empty: what may be not available
    is then -2. First and middle names are cut from `forenames`.
    """
    values = {**named_in_columns(known), "AwardingOrganisation": AWARDING_BODY}
    return tuple(values[column.name] for column in COLUMNS)


def named_in_columns(known: Mapping[str, str]) -> dict[str, str]:
    """What is known of a candidate, as the columns that name one say it.

    Our own number only where neither ULN nor UCI is there; first and middle names cut from
    `forenames`.
    """
    first, _, middle = known["forenames"].strip().partition(" ")
    uln = known["UniqueLearnerNumber"] or NOT_AVAILABLE
    uci = known["UniqueCandidateIdentifier"] or NOT_AVAILABLE
    named = uln != NOT_AVAILABLE or uci != NOT_AVAILABLE
    return {
        **known,
        "UniqueLearnerNumber": uln,
        "UniqueCandidateIdentifier": uci,
        "CandidateIdentifierOther": NOT_AVAILABLE if named else known["CandidateIdentifierOther"],
        "FirstName": first or NOT_AVAILABLE,
        "MiddleNames": middle or NOT_AVAILABLE,
    }


def row_problems(values: tuple[str, ...]) -> list[str]:
    """What is wrong with a row, a sentence a column."""
    found = (column.problem(value) for column, value in zip(COLUMNS, values, strict=True))
    return [sentence for sentence in found if sentence]
