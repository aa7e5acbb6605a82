"""A row of the regulator's table of late results keeps to the rules that were read."""

import pytest

from results.late_return import COLUMNS, return_row, row_problems

KNOWN = {
    "ReportingDate": "2027-08-19",
    "AcademicYear": "2026-2027",
    "QualificationNumber": "601/7152/3",
    "UniqueLearnerNumber": "9276308686",
    "UniqueCandidateIdentifier": "",
    "CandidateIdentifierOther": "50000001",
    "forenames": "Ada Mary Jane",
    "Surname": "Okafor",
    "DOB": "2009-03-14",
    "ReasonCode": "N3",
}


def row(**known):
    return return_row({**KNOWN, **known})


def value(name, values):
    return values[[column.name for column in COLUMNS].index(name)]


def test_what_is_known_stands_in_its_column_and_what_is_not_is_minus_two():
    values = row()

    assert value("FirstName", values) == "Ada"
    assert value("MiddleNames", values) == "Mary Jane"
    assert value("UniqueCandidateIdentifier", values) == "-2"
    assert row_problems(values) == []


def test_our_own_number_stands_only_where_neither_uln_nor_uci_does():
    assert value("CandidateIdentifierOther", row()) == "-2"
    assert value("CandidateIdentifierOther", row(UniqueLearnerNumber="")) == "50000001"


def test_one_forename_leaves_no_middle_names_and_none_leaves_no_first():
    assert value("MiddleNames", row(forenames="Ada")) == "-2"
    assert value("FirstName", row(forenames="")) == "-2"


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("QualificationNumber", ""),
        ("QualificationNumber", "601/7152/34"),
        ("UniqueLearnerNumber", "92763086861"),
        ("UniqueCandidateIdentifier", "12345026"),
        ("AcademicYear", "2026/27"),
        ("DOB", "14/03/2009"),
        ("Surname", "x" * 151),
        ("ReasonCode", ""),
    ],
)
def test_what_breaks_a_rule_is_said_with_its_column(name, wrong):
    [problem] = row_problems(row(**{name: wrong}))

    assert problem.startswith(f"{name} is ")
    assert "it must be" in problem
