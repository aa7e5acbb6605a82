"""The template of a gradebook."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from claims import gradebook
from interchange.uploads import read_tables
from tests.claims.books import ADA, a_book


def uploaded(content):
    return read_tables(SimpleUploadedFile("grades.xlsx", content))


def workbook_of(book):
    return b"".join(gradebook.as_workbook(book, [book], len(book.people)))


def test_the_template_is_filled_with_candidates_units_and_grades():
    sheet = load_workbook(BytesIO(workbook_of(a_book())))["Grades"]

    titles = [cell.value for cell in sheet[2]]
    assert titles[0] == "OCR candidate number"
    assert titles[4:] == ["3 Cyber security", "4 Hardware", "21 Web design"]
    first = ["50000001", "0007", "Ashworth, Ada", "31/01/2009", "M AB", None, None]
    assert [cell.value for cell in sheet[3]] == first
    assert {cell.data_type for cell in sheet[3]} <= {"s", "n"}
    assert sheet["C6"].data_type == "s"
    assert sheet["C6"].value.startswith("=Dix")


def test_the_template_greys_what_is_not_open_and_offers_grades():
    sheet = load_workbook(BytesIO(workbook_of(a_book())))["Grades"]

    grey = {cell.coordinate for row in sheet["E3:G6"] for cell in row if cell.fill.fill_type}
    assert grey == {"F4", "F5", "G5", "E6", "F6", "G6"}
    offered = sheet.data_validations.dataValidation[0]
    assert (offered.formula1, str(offered.sqref)) == ('"P,M,D,Not claiming"', "E3:G6")
    assert not offered.showErrorMessage


def test_the_template_says_whose_initials_may_stand():
    book = load_workbook(BytesIO(workbook_of(a_book())))

    assert [cell.value for cell in book["How to fill it in"]["A"]][-2:] == [
        "AB: Assessor AB",
        "CD: Assessor CD",
    ]


def test_with_one_assessor_the_template_needs_no_initials():
    assert a_book(["AB"]).says((ADA, 30)) == "M"


@pytest.mark.parametrize("assessors", [["AB"], ["AB", "CD"]])
def test_a_template_sent_back_as_it_is_changes_nothing(assessors):
    book = a_book(assessors)

    filled = gradebook.read(uploaded(workbook_of(book)), book)

    assert (filled.cells, filled.faults, filled.remarks) == ([], [], [])
    assert len(filled.same) == 2


def test_a_template_without_candidates_or_units_can_be_made():
    book = a_book()
    book.people.clear()
    book.units.clear()

    assert load_workbook(BytesIO(workbook_of(book)))["Grades"]["A2"].value
