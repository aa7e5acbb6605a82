"""Candidates as a spreadsheet: what a filled template says, and what is wrong with it."""

from io import BytesIO
from types import SimpleNamespace

import pytest
from openpyxl import Workbook, load_workbook

from entries import spreadsheets
from entries.forms.sheet import empty_row
from entries.rules.registering import MOST_ROWS
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


def test_a_sex_that_is_none_of_the_words_is_kept_to_be_told():
    [row] = people(f"{HEAD}Okafor,Ada,27/03/2009,Miss,42,,,\n")

    assert row["sex"] == "Miss"


def test_each_row_remembers_the_cells_it_was_read_in():
    [origin] = filled_in(f"Form,{HEAD}13B,Okafor,Ada,soon,F,42,,,\n").origins

    assert origin.number == 2
    assert origin.cells["born_on"] == ("D2", "soon") and origin.cells["surname"][0] == "B2"


def test_columns_that_are_not_read_are_named():
    [told] = filled_in(f"Form,{HEAD}13B,Okafor,Ada,1/2/2009,F,42,,,\n").remarks

    assert "A “Form”" in told


def test_a_heading_that_stands_twice_is_refused():
    with pytest.raises(spreadsheets.NotATemplate, match="Surname twice, in columns A and I"):
        people(f"{HEAD.strip()},Surname\nOkafor,Ada,1/2/2009,F,42,,,,Lee\n")


def test_a_second_sheet_with_candidates_is_told_of():
    book = Workbook()
    heads = HEAD.strip().split(",")
    for sheet, surname in ((book.active, "Okafor"), (book.create_sheet("13C"), "Lee")):
        sheet.append(heads)
        sheet.append([surname, "Ada", "27/03/2009", "F", "0042"])
    packed = BytesIO()
    book.save(packed)

    tables = papers.tables_of("class.xlsx", packed.getvalue())
    filled = spreadsheets.people_in(tables, empty_row())

    assert [row["surname"] for row in filled.rows] == ["Okafor"]
    assert "Sheet “13C” was not" in filled.remarks[0]


@pytest.mark.slow
def test_the_template_says_how_many_it_holds_and_has_room_for_them():
    book = load_workbook(BytesIO(spreadsheets.template_of_people("05839")))

    told = " ".join(row[0].value for row in book["How to fill it in"].iter_rows())
    assert f"at most {MOST_ROWS} candidates, to row {MOST_ROWS + 2}" in told
    assert book["Entries"].cell(MOST_ROWS + 2, 5).number_format == "@"
