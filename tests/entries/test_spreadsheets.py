"""Entries as a spreadsheet: what a filled template says, and what is wrong with it."""

from io import BytesIO
from types import SimpleNamespace

import pytest
from openpyxl import load_workbook

from entries import spreadsheets
from entries.forms.sheet import empty_row
from tests.factories import papers

HEAD = "Surname,Forenames,Date of birth,Sex,Candidate number,UCI,ULN,OCR candidate number\n"


def people(text):
    return filled_in(text).rows


def filled_in(text):
    return spreadsheets.people_in(papers.tables_of("class.csv", text.encode()), empty_row())


@pytest.mark.parametrize("born", ["27/03/2009", "27.3.2009", "2009-03-27", "39899"])
def test_a_row_is_read_as_if_it_were_typed(born):
    [row] = people(f"{HEAD}Okafor,Ada,{born},female,42,,,\n")

    typed = {name: value for name, value in row.items() if value}
    assert int(typed.pop("born_on_month")) == 3
    assert typed == {
        "surname": "Okafor",
        "forenames": "Ada",
        "born_on_day": "27",
        "born_on_year": "2009",
        "sex": "F",
        "candidate_number": "42",
    }


def test_a_date_that_lost_its_format_is_read_and_said_to_be():
    filled = filled_in(f"{HEAD}Okafor,Ada,39899,F,42,,,\nLee,Ann,1/2/2009,F,43,,,\n")

    assert filled.remarks == [
        "Row 2: 39899 is read as 27 March 2009, since it is how Excel counts days."
        " Check the date of birth."
    ]


def test_how_the_file_was_read_is_said_too():
    assert (
        "CSV UTF-8"
        in spreadsheets.people_in(
            papers.tables_of("a.csv", f"{HEAD}Zoë,A,1/2/2009,F,42,,,\n".encode("cp1252")),
            empty_row(),
        ).remarks[0]
    )


def test_an_ocr_number_alone_picks_a_candidate():
    [row] = people(f"{HEAD},,,,0042,,,50000001\n")

    assert (row["picked"], row["candidate_number"]) == ("50000001", "0042")


def test_columns_may_stand_in_any_order_and_others_are_not_read():
    [row] = people("Form,Sex,Surname,Date of birth,Candidate number\n13B,M,Lee,1/2/2009,7\n")

    assert (row["surname"], row["sex"]) == ("Lee", "M")


@pytest.mark.parametrize(
    ("text", "because"),
    [("a,b\n1,2\n", "no row of headings"), ("Surname,Forenames\nLee,Ann\n", "no column Date")],
)
def test_a_file_that_is_no_template_is_refused_with_what_to_do(text, because):
    with pytest.raises(spreadsheets.NotATemplate, match=because):
        people(text)


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


def test_somebody_who_is_not_registered_is_named_by_row():
    found = exams(f"OCR candidate number,{UNITS[0]}\n99999999,X\n")

    assert found.pairs == [] and found.faults[0].startswith("Row 2: no candidate 99999999")


def test_the_template_comes_back_as_it_went_out():
    content = spreadsheets.template_of_exams("05839", "June 2027", [ADA], UNITS)
    book = load_workbook(BytesIO(content))
    book["Entries"].cell(3, 4).value = "X"
    filled = BytesIO()
    book.save(filled)

    tables = papers.tables_of("exams.xlsx", filled.getvalue())

    assert spreadsheets.exams_in(tables, [ADA], UNITS).pairs == [(ADA, UNITS[0])]


def test_an_ocr_number_beside_details_is_never_dropped_without_a_word():
    record = SimpleNamespace(surname="Okafor", name="Okafor, Ada")
    rows = [
        {"picked": "50000001", "surname": surname, "candidate_number": "42", "sex": "F"}
        for surname in ("OKAFOR", "Lindqvist")
    ]
    rows.append({**rows[0], "picked": "50000002"})
    empty = dict.fromkeys(rows[0], "")
    filled = spreadsheets.FilledIn(rows, [])

    found = spreadsheets.picked_in(filled, {"50000001": record}, empty)

    assert found[0] == {**empty, "picked": "50000001", "candidate_number": "42"}
    assert [row["picked"] for row in found[1:]] == ["", ""]
    assert "Okafor, Ada's" in filled.remarks[0] and "none of your" in filled.remarks[1]
