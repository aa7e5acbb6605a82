"""Columns that hold what belongs under another heading are recognised, and slips are not."""

import pytest

from entries import spreadsheets
from entries.forms.sheet import empty_row
from tests.factories import papers

HEADS = ["Surname", "Forenames", "Date of birth", "Sex", "Candidate number", "UCI", "ULN"]
CLASS = [
    ["Okafor", "Ada", "27/03/2009", "F", "0042", "681990012058G", "1000000019"],
    ["Lee", "Ann", "1/2/2009", "M", "0043", "", ""],
    ["Lindqvist", "Bo", "39899", "X", "44", "681990012059", ""],
]


def read(heads, rows):
    text = "\n".join(",".join(row) for row in [heads, *rows])
    return spreadsheets.people_in(papers.tables_of("class.csv", text.encode()), empty_row())


def refusal_of(heads, rows):
    with pytest.raises(spreadsheets.NotATemplate) as refusal:
        read(heads, rows)
    return str(refusal.value)


def exchanged(one, other):
    heads = list(HEADS)
    heads[one], heads[other] = heads[other], heads[one]
    return heads


@pytest.mark.parametrize(("one", "other"), [(0, 2), (1, 2), (2, 3), (2, 4), (4, 5), (5, 6)])
def test_two_headings_exchanged_are_named(one, other):
    said = refusal_of(exchanged(one, other), CLASS)

    assert f"are {HEADS[other]} and {HEADS[one]} exchanged?" in said
    assert "Nothing was read" in said


@pytest.mark.parametrize(("one", "other"), [(0, 3), (3, 4)])
def test_where_nothing_plain_is_misplaced_the_page_tells_row_by_row(one, other):
    assert len(read(exchanged(one, other), CLASS).rows) == 3


def test_the_sentence_names_columns_by_letter_and_what_they_hold():
    said = refusal_of(exchanged(0, 2), CLASS)

    assert "column A (Date of birth) holds names" in said
    assert "column C (Surname) holds dates of birth" in said


def test_a_whole_table_shifted_by_a_column_is_told():
    said = refusal_of(HEADS, [["", *row[:-1]] for row in CLASS])

    assert "the columns look shifted" in said
    assert "column D (Sex) holds dates of birth" in said


def test_one_column_with_what_belongs_elsewhere_is_told():
    rows = [[*row[:4], f"5000000{at}", *row[5:]] for at, row in enumerate(CLASS)]

    assert "column E (Candidate number) holds OCR candidate numbers" in refusal_of(HEADS, rows)


@pytest.mark.parametrize(
    "slip",
    [
        ["27/03/2009", "Ada", "Okafor", "F", "0045", "", ""],
        ["Okafor", "Ada", "F", "27/03/2009", "0045", "", ""],
        ["Okafor", "Ada", "soon", "Miss", "0045a", "x", "y"],
    ],
)
def test_a_slip_in_one_row_is_left_to_the_page(slip):
    assert len(read(HEADS, [*CLASS, slip]).rows) == 4


def test_a_class_without_most_of_it_is_read():
    assert len(read(HEADS, [["Okafor"], ["Lee"], ["", "", "", "", "0042"]]).rows) == 3


def test_numbers_that_slipped_into_the_next_column_are_told():
    rows = [[*row[:4], "", row[4], ""] for row in CLASS]

    assert "column F (UCI) holds candidate numbers" in refusal_of(HEADS, rows)
