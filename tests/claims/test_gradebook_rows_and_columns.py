"""Which candidate a row of a gradebook is of, and which unit a column."""

import pytest

from claims import gradebook
from claims.gradebook import NotAGradebook
from interchange.uploads import Table, TableRow, Tables
from tests.claims.books import BEN, a_book, faults, read


@pytest.mark.parametrize("number", ["50000001", "50000001.0", "'50000001", "50000001.00"])
def test_candidates_are_found_however_a_program_writes_numbers(number):
    assert len(read((number, "", "P AB")).cells) == 1


def test_lost_leading_zeros_are_put_back():
    book = a_book()
    book.people[0].candidate.ocr_number = "00123456"

    assert len(read(("123456", "", "P AB"), book=book).cells) == 1


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (("", "Ashworth", "P AB"), "no OCR candidate number"),
        (("50000009", "", "P AB"), "No candidate of this number"),
        (("5E+07", "", "P AB"), "No candidate of this number"),
        (("²", "", "P AB"), "No candidate of this number"),
        (("50000001", "Okafor, Ada", "P AB"), "that of Ashworth, Ada, but the row names Okafor"),
    ],
)
def test_a_row_that_names_no_candidate_of_the_claim_is_told_once(row, says):
    filled = read((*row, "M AB"))

    assert len(filled.faults) == 1
    assert says in filled.faults[0].sentence
    assert filled.cells == []


@pytest.mark.parametrize("name", ["", "Ödegård, Ben", "Ben ODEGARD", "O\u0308degård"])
def test_a_name_is_compared_without_accents_and_order(name):
    assert len(read(("50000002", name, "P AB")).cells) == 1


def test_a_candidate_twice_is_told_at_both_rows_and_neither_is_taken():
    filled = read(("50000001", "", "P AB"), ("50000002", "", "P AB"), ("50000001", "", "", "D AB"))

    assert faults(filled) == [(2, "A", "50000001"), (4, "A", "50000001")]
    assert "rows 2 and 4" in filled.faults[0].sentence
    assert [one.candidate_id for one in filled.cells] == [BEN]


def test_rows_without_grades_are_nobodys_fault():
    filled = read(("99999999", "Nobody"), ("", "Total"), ("50000001", "", "", ""))

    assert (filled.cells, filled.same, filled.faults) == ([], [], [])


def test_columns_stand_in_any_order_below_other_lines():
    rows = [
        TableRow(1, ("Our school",)),
        TableRow(4, ("UNIT 4 - Hardware", "Tutor group", "ocr candidate NUMBER", "Unit 03")),
        TableRow(5, ("P AB", "10B", "50000001", "D AB")),
    ]
    tables = Tables("a.csv", [Table("Other", []), Table("", rows)])

    filled = gradebook.read(tables, a_book())

    assert {(one.unit_id, one.grade) for one in filled.cells} == {(40, "P"), (30, "D")}
    assert filled.remarks == ["Not read, since no unit heads them: columns B."]


def test_a_unit_that_is_not_claimed_is_told_once_at_its_heading():
    headings = ("OCR candidate number", "99 Nothing", "3", "Unit 1 Exam", "98")
    filled = read(("50000001", "P", "P AB", "M"), ("50000002", "P"), headings=headings)

    assert faults(filled) == [(1, "B", "99 Nothing"), (1, "D", "Unit 1 Exam")]
    assert "Unit 99 is none that centres claim for 05839" in filled.faults[0].sentence
    assert len(filled.cells) == 1


def test_a_unit_with_two_columns_is_told_at_both_and_neither_is_read():
    filled = read(("50000001", "P AB", "D AB"), headings=("OCR candidate number", "4", "Unit 4"))

    assert faults(filled) == [(1, "B", "4"), (1, "C", "Unit 4")]
    assert filled.cells == []


def test_a_number_beside_another_title_leads_with_a_remark():
    filled = read(("50000001", "P AB"), headings=("OCR candidate number", "4 Anatomy"))

    assert len(filled.cells) == 1
    assert "Column B is read as 4 Hardware" in filled.remarks[0]


def test_a_heading_merged_over_several_columns_leaves_the_others_unread():
    filled = read(("50000001", "P AB", "M AB"), headings=("OCR candidate number", "4 Hardware"))

    assert [one.unit_id for one in filled.cells] == [40]
    assert filled.remarks == ["Not read, since no unit heads them: columns C."]


@pytest.mark.parametrize(
    ("headings", "says"),
    [
        (("Name", "4"), "no column headed “OCR candidate number”"),
        (("OCR candidate number", "Name"), "no column headed by a unit"),
        (("OCR candidate number", "2026", "4/5"), "no column headed by a unit"),
        ((), "no column headed “OCR candidate number”"),
    ],
)
def test_what_is_no_gradebook_says_what_is_missing(headings, says):
    with pytest.raises(NotAGradebook, match=says):
        read(("50000001", "P"), headings=headings)
