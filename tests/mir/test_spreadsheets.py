"""The templates that centres download."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from interchange import uploads
from mir import spreadsheets
from mir.request_types import REQUEST_TYPES
from tests.factories.papers import a_file

EACH = pytest.mark.parametrize("spreadsheet", spreadsheets.SPREADSHEETS, ids=lambda one: one.slug)


def sheet_of(spreadsheet, **known):
    return load_workbook(BytesIO(spreadsheets.workbook(spreadsheet, [known]))).active


def row(sheet, number):
    return [cell.value for cell in sheet[number]]


@pytest.mark.slow
@EACH
def test_a_template_names_its_columns_and_says_that_it_is_provisional(spreadsheet):
    sheet = sheet_of(spreadsheet)

    assert sheet["A1"].value == spreadsheet.title
    assert sheet["A2"].value.startswith("Provisional")
    assert row(sheet, spreadsheets.HEADINGS_IN) == [one.title for one in spreadsheet.columns]


@pytest.mark.slow
@EACH
def test_a_template_is_filled_with_what_is_known(spreadsheet):
    sheet = sheet_of(spreadsheet, centre="02345", ocr_number="50000001", surname="Okafor")

    first = dict(zip(row(sheet, 3), row(sheet, 5), strict=True))

    assert first["Centre number"] == "02345"
    assert first["OCR candidate number"] == "50000001"
    assert first["Surname"] == "Okafor"
    assert first["Unit number"] is None


@pytest.mark.slow
def test_a_name_that_looks_like_a_formula_stays_a_name():
    sheet = sheet_of(spreadsheets.MISSED, surname='=HYPERLINK("http://x","y")')

    assert sheet["D5"].data_type == "s"
    assert sheet["D5"].value.startswith("=HYPERLINK")


@pytest.mark.slow
@EACH
def test_grades_are_chosen_from_a_list(spreadsheet):
    sheet = sheet_of(spreadsheet)

    lists = {one.formula1 for one in sheet.data_validations.dataValidation}

    assert '"P,M,D"' in lists


@pytest.mark.slow
@EACH
def test_a_template_can_be_sent_back_as_it_is(spreadsheet):
    upload = a_file("missed.xlsx", spreadsheets.workbook(spreadsheet, [{"centre": "12345"}]))

    assert uploads.check(upload).content_type == uploads.XLSX.content_type


def test_every_template_belongs_to_a_request_type():
    used = [one.template for kind in REQUEST_TYPES for one in kind.documents if one.template]

    assert used == list(spreadsheets.SPREADSHEETS)
