"""Exam entries as a spreadsheet: what a filled template says, and what is wrong with it."""

from io import BytesIO
from types import SimpleNamespace

import pytest
from openpyxl import load_workbook

from entries import spreadsheets
from tests.factories import papers


class Unit(SimpleNamespace):
    """An examined unit."""

    def __str__(self):
        return f"Unit {self.number} Fundamentals of IT"


UNITS = [Unit(number="1", pk=1), Unit(number="2", pk=2)]
ADA = SimpleNamespace(
    candidate=SimpleNamespace(ocr_number="50000001", name="Okafor, Ada"), candidate_number="0042"
)


def exams(text):
    return spreadsheets.exams_in(papers.tables_of("exams.csv", text.encode()), [ADA], UNITS)


def test_what_is_crossed_is_ticked():
    head = "OCR candidate number,Candidate number," + ",".join(map(str, UNITS))

    found = exams(f"{head}\n50000001,,X,no\n,42,,yes\n")

    assert found.pairs == [(ADA, UNITS[0]), (ADA, UNITS[1])] and found.faults == []


def test_a_unit_counted_in_two_figures_is_that_unit():
    found = exams("OCR candidate number,Unit 02 Fundamentals of IT\n50000001,X\n")

    assert found.pairs == [(ADA, UNITS[1])]


def test_somebody_who_is_not_registered_is_named_by_row():
    found = exams(f"OCR candidate number,{UNITS[0]}\n99999999,X\n")

    assert found.pairs == [] and found.faults[0].startswith("Row 2: no candidate 99999999")


def test_the_template_comes_back_as_it_went_out():
    content = spreadsheets.template_of_exams("05839", "June 2027", [ADA], UNITS)
    book = load_workbook(BytesIO(b"".join(content)))
    book["Entries"].cell(3, 4).value = "X"
    filled = BytesIO()
    book.save(filled)

    tables = papers.tables_of("exams.xlsx", filled.getvalue())

    assert spreadsheets.exams_in(tables, [ADA], UNITS).pairs == [(ADA, UNITS[0])]


def test_exchanged_numbers_are_recognised():
    head = f"OCR candidate number,Candidate number,{UNITS[0]}\n"
    rows = "".join(f"{number:04},5000000{number},X\n" for number in range(1, 4))

    with pytest.raises(spreadsheets.NotATemplate, match="exchanged"):
        exams(head + rows)
