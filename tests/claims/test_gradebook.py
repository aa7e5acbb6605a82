"""What a filled file of grades asks of a claim: rules without a database."""

from datetime import date
from io import BytesIO
from types import SimpleNamespace as Some

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from claims import gradebook, rules
from claims.gradebook import NotAGradebook
from claims.gradebook.values import NotAGrade, asked
from interchange.uploads import Table, TableRow, Tables, read_tables

ADA, BEN, CY, DI = 1, 2, 3, 4
UNITS = [(30, "3", "Cyber security"), (40, "4", "Hardware"), (210, "21", "Web design")]


def person(pk, surname, forenames, number="0007", units=(30, 40, 210)):
    who = Some(
        pk=pk,
        ocr_number=f"5000000{pk}",
        surname=surname,
        name=f"{surname}, {forenames}",
        born_on=date(2009, 1, 31),
    )
    return Some(candidate=who, number=number, units=frozenset(units))


def a_book(assessors=("AB", "CD"), **facts):
    """Ada, Ben and Cy; Ada has M by AB in unit 3, Ben's unit 4 is on another claim, Cy's only 3."""
    people = [
        person(ADA, "Ashworth", "Ada"),
        person(BEN, "Ödegård", "Ben", "0042"),
        person(CY, "Chan", "Cy", units=[30]),
        person(DI, "=Dix", "Di", units=[]),
    ]
    units = [Some(pk=pk, number=number, title=title) for pk, number, title in UNITS]
    marking = [
        Some(pk=pk, initials=initials, name=f"Assessor {initials}")
        for pk, initials in enumerate(assessors, start=1)
    ]
    told = {
        "open": {(one.candidate.pk, pk) for one in people for pk in one.units},
        "held": {(ADA, 30): rules.Held("M", 1), (DI, 40): rules.Held("P", 2)},
        "taken": {(BEN, 40): "claim 7 for 05842"},
        "assessors": {one.pk for one in marking},
        "names": {
            (one.candidate.pk, unit.pk): f"{one.candidate.name}, unit {unit.number}"
            for one in people
            for unit in units
        },
    }
    qualification = type("Q", (), {"code": "05839", "__str__": lambda self: "05839 IT"})()
    return gradebook.Gradebook(
        qualification, people, units, marking, rules.CellFacts(**{**told, **facts})
    )


HEADINGS = ("OCR candidate number", "Name", "3 Cyber security", "4 Hardware", "21")


def read(*rows, headings=HEADINGS, book=None, default=None):
    numbered = [TableRow(at, tuple(cells)) for at, cells in enumerate([headings, *rows], start=1)]
    tables = Tables("grades.xlsx", [Table("Grades", numbered)])
    return gradebook.read(tables, book or a_book(), default)


def cells(filled):
    return [(*one.place, one.grade, one.assessor_id, one.seen) for one in filled.cells]


def faults(filled):
    return [(one.row, one.column, one.value) for one in filled.faults]


# Values


@pytest.mark.parametrize(
    ("value", "means"),
    [
        ("P", ("P", "")),
        ("m", ("M", "")),
        ("Distinction", ("D", "")),
        ("P AB", ("P", "AB")),
        ("p ab", ("P", "AB")),
        ("D (T1)", ("D", "T1")),
        ("M/AB", ("M", "AB")),
        ("Not claiming", (None, "")),
        ("NOT CLAIMING", (None, "")),
        ("n", (None, "")),
    ],
)
def test_a_cell_holds_a_grade_and_perhaps_initials(value, means):
    assert asked(value) == means


@pytest.mark.parametrize("value", ["X", "PP", "PAB", "P AB CD", "1", "=P", "P*", "0", "-", "#REF!"])
def test_what_is_no_grade_says_what_may_stand(value):
    with pytest.raises(NotAGrade, match=r"This is no grade. Write P, M or D"):
        asked(value)


def test_u_is_the_moderators():
    with pytest.raises(NotAGrade, match="Only the moderator gives U"):
        asked("U AB")


# Assessors


def test_grades_get_the_assessor_of_their_initials_else_the_one_chosen():
    filled = read(("50000001", "", "", "P cd", "D"), default=1)

    assert cells(filled) == [(ADA, 40, "P", 2, ""), (ADA, 210, "D", 1, "")]


def test_a_grade_on_the_claim_keeps_its_assessor_unless_other_initials_say_so():
    assert cells(read(("50000001", "", "M"), default=2)) == []
    assert cells(read(("50000001", "", "M CD"))) == [(ADA, 30, "M", 2, "M:1")]
    assert cells(read(("50000001", "", "P"), default=2)) == [(ADA, 30, "P", 2, "M:1")]


@pytest.mark.parametrize(
    ("value", "says"),
    [
        ("P", "Write the assessor's initials after the grade, such as P AB, or choose"),
        ("P XY", "XY are the initials of no centre assessor set up for 05839"),
    ],
)
def test_a_grade_nobody_known_marked_is_told(value, says):
    filled = read(("50000002", "", value))

    assert faults(filled) == [(2, "C", value)]
    assert says in filled.faults[0].sentence
    assert filled.faults[0].candidate == "Ödegård, Ben"


# Cells


def test_an_empty_cell_leaves_the_claim_as_it_is_and_not_claiming_takes_off():
    filled = read(("50000001", "", "N", "", "Not claiming"))

    assert cells(filled) == [(ADA, 30, None, None, "M:1")]
    assert [one.place for one in filled.same] == [(ADA, 210)]


def test_what_cannot_be_claimed_is_told_in_the_words_of_every_page():
    filled = read(
        ("50000002", "", "", "P AB"),
        ("50000003", "", "P AB", "P AB"),
        ("50000004", "", "P AB", "N"),
    )

    assert faults(filled) == [(2, "D", "P AB"), (3, "D", "P AB"), (4, "C", "P AB")]
    told = [one.sentence for one in filled.faults]
    assert "Ödegård, Ben, unit 4 is already on claim 7 for 05842" in told[0]
    assert "Chan, Cy, unit 4 cannot be claimed" in told[1]
    assert cells(filled) == [(CY, 30, "P", 1, ""), (DI, 40, None, None, "P:2")]


def test_a_grade_of_another_awarding_body_keeps_its_body():
    held = {(ADA, 30): rules.Held("M", 1, other_awarding_body="Other Board")}
    book = a_book(held=held, other_bodies=True)

    assert read(("50000001", "", "P AB"), book=book).cells[0].other_awarding_body == "Other Board"
    assert read(("50000001", "", "N"), book=book).cells[0].other_awarding_body == ""
    assert read(("50000001", "", "M"), book=book).cells == []


# Rows


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


# Columns


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


# The template


def uploaded(content):
    return read_tables(SimpleUploadedFile("grades.xlsx", content))


def test_the_template_is_filled_with_candidates_units_and_grades():
    sheet = load_workbook(BytesIO(gradebook.as_workbook(a_book())))["Grades"]

    titles = [cell.value for cell in sheet[2]]
    assert titles[0] == "OCR candidate number"
    assert titles[4:] == ["3 Cyber security", "4 Hardware", "21 Web design"]
    first = ["50000001", "0007", "Ashworth, Ada", "31/01/2009", "M AB", None, None]
    assert [cell.value for cell in sheet[3]] == first
    assert {cell.data_type for cell in sheet[3]} <= {"s", "n"}
    assert sheet["C6"].data_type == "s"
    assert sheet["C6"].value.startswith("=Dix")


def test_the_template_greys_what_is_not_open_and_offers_grades():
    sheet = load_workbook(BytesIO(gradebook.as_workbook(a_book())))["Grades"]

    grey = {cell.coordinate for row in sheet["E3:G6"] for cell in row if cell.fill.fill_type}
    assert grey == {"F4", "F5", "G5", "E6", "F6", "G6"}
    offered = sheet.data_validations.dataValidation[0]
    assert (offered.formula1, str(offered.sqref)) == ('"P,M,D,Not claiming"', "E3:G6")
    assert not offered.showErrorMessage


def test_the_template_says_whose_initials_may_stand():
    book = load_workbook(BytesIO(gradebook.as_workbook(a_book())))

    assert [cell.value for cell in book["How to fill it in"]["A"]][-2:] == [
        "AB: Assessor AB",
        "CD: Assessor CD",
    ]


def test_with_one_assessor_the_template_needs_no_initials():
    assert a_book(["AB"]).says((ADA, 30)) == "M"


@pytest.mark.parametrize("assessors", [["AB"], ["AB", "CD"]])
def test_a_template_sent_back_as_it_is_changes_nothing(assessors):
    book = a_book(assessors)

    filled = gradebook.read(uploaded(gradebook.as_workbook(book)), book)

    assert (filled.cells, filled.faults, filled.remarks) == ([], [], [])
    assert len(filled.same) == 2


def test_a_template_without_candidates_or_units_can_be_made():
    book = a_book()
    book.people.clear()
    book.units.clear()

    assert load_workbook(BytesIO(gradebook.as_workbook(book)))["Grades"]["A2"].value
