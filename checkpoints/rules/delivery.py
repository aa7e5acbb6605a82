"""What must stand in the regulator's table of expected results? Its columns, by what was read.

The first nine columns, with their rules, were read in the formats of July 2024 and March 2025
(delivery of results); ExpectingResult and its values in the guide to that field. The order of what
stands after the ninth column is ours and provisional, with the rules of the table of late results.
"""

from collections.abc import Mapping

from results.late_return import COLUMNS as LATE
from results.late_return import NOT_AVAILABLE, ReturnColumn, named_in_columns

YES, LATE_ADDITION, ADDITIONAL = "Y", "YL", "AC"
MEANINGS = {
    YES: "Declared at the checkpoint to expect a result",
    LATE_ADDITION: "Expects a result, and was added after the declaration",
    ADDITIONAL: "A result was issued that was not expected at the checkpoint",
}
COUNTRY = "England"
NAME_OF_CENTRE = rf".{{1,150}}|{NOT_AVAILABLE}"
AS_LATE = {column.name: column for column in LATE}
COLUMNS = (
    AS_LATE["ReportingDate"],
    ReturnColumn("CentreURN", r"\d{1,6}|-2", "up to six digits, or -2"),
    ReturnColumn("CentreNCN", r"\d{1,5}|-2", "up to five digits, or -2"),
    ReturnColumn("CentreIdentifierOther", r".{1,15}|-2", "1 to 15 characters, or -2"),
    ReturnColumn("Centre_name", NAME_OF_CENTRE, "1 to 150 characters, or -2"),
    ReturnColumn("Postcode", r".{1,10}|-2", "1 to 10 characters, or -2"),
    ReturnColumn("Country", r".{1,60}", "a country such as England"),
    ReturnColumn("CentreType", r"[1-9]|1[0-4]", "the type of centre, a number from 1 to 14"),
    AS_LATE["UniqueLearnerNumber"],
    *(
        AS_LATE[name]
        for name in (
            *("UniqueCandidateIdentifier", "CandidateIdentifierOther", "FirstName"),
            *("MiddleNames", "Surname", "DOB", "QualificationNumber"),
        )
    ),
    ReturnColumn("ExpectingResult", r"Y|YL|AC", "Y, YL or AC"),
)


def expected_row(known: Mapping[str, str]) -> tuple[str, ...]:
    """The values of an expected result in the order of the COLUMNS.

    `known` has what is known by the names of the columns, empty where nobody knows it: what may be
    not available is then -2, and CentreType stays empty. A centre with a URN or NCN needs no other
    identifier.
    """
    values = named_in_columns(known) | {
        "CentreIdentifierOther": NOT_AVAILABLE,
        "Country": COUNTRY,
        "CentreURN": known["CentreURN"] or NOT_AVAILABLE,
        "Postcode": known["Postcode"] or NOT_AVAILABLE,
    }
    return tuple(values[column.name] for column in COLUMNS)


def expected_problems(values: tuple[str, ...]) -> dict[str, str]:
    """What is wrong with a row: a sentence by the name of each column that is wrong."""
    found = (
        (column.name, column.problem(value)) for column, value in zip(COLUMNS, values, strict=True)
    )
    return {name: sentence for name, sentence in found if sentence}
