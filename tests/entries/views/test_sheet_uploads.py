"""A class by spreadsheet: what is wrong is told by row, column, what was read, what to write."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from entries.forms import sheet as forms
from tests.entries.views.sheets import ADA, URL, sheet
from tests.reading import text

pytestmark = [pytest.mark.usefixtures("catalogue"), pytest.mark.slow]

HEADS = "Surname,Forenames,Date of birth,Sex,Candidate number,UCI,ULN"


@pytest.fixture
def upload(page):
    """Read a CSV of the lines below the headings, with rows typed before; give the answer."""

    def sent(*lines, heads=HEADS, typed=()):
        content = "\n".join([heads, *lines]).encode()
        form = {**sheet(*typed, act="upload"), "spreadsheet": SimpleUploadedFile("a.csv", content)}
        return page.post(URL, form)

    return sent


def test_what_is_wrong_names_cell_what_was_read_and_what_to_write(upload):
    told = text(
        upload(
            "Okafor7,Ada,27/03/2009,F,42,,",
            "Lee,Ann,27 Mrch 2009,Miss,43,,",
            "Lindqvist,Bo,1/2/2009,,44,12345,",
        )
    )

    for sentence in (
        "Row 1 (Okafor7, Ada), Surname in cell A2, “Okafor7”: A name cannot contain 7.",
        "Row 2 (Lee, Ann), Date of birth in cell C3, “27 Mrch 2009”:",
        "Write it as 27/03/2009 in the spreadsheet, or correct it here.",
        "Row 2 (Lee, Ann), Sex in cell D3, “Miss”: “Miss” is not one of the choices",
        "Row 3 (Lindqvist, Bo), Sex in cell D4, which is empty: Choose the candidate&#x27;s sex."
        " Write F, M or X in the spreadsheet, or choose it here.",
        "Row 3 (Lindqvist, Bo), UCI in cell F4, “12345”: A UCI has 13 characters, this has 5.",
    ):
        assert sentence in told
    assert "Select a valid choice" not in told


def test_rows_typed_before_are_told_without_a_cell(upload):
    told = text(upload("Lee,Ann,soon,F,43,,", typed=[{**ADA, "surname": "Okafor7"}]))

    assert "Row 1 (Okafor7, Ada): A name cannot contain 7." in told
    assert "Row 2 (Lee, Ann), Date of birth in cell C2, “soon”" in told


def test_signs_of_a_format_in_a_cell_do_no_harm(upload):
    assert "“{0} {x}”" in text(upload("Lee,Ann,{0} {x},F,43,,"))


def test_exchanged_columns_are_recognised_and_nothing_is_put_on_the_sheet(upload):
    _, forenames, _, rest = HEADS.split(",", 3)
    heads = f"Date of birth,{forenames},Surname,{rest}"
    answer = upload("Okafor,Ada,27/03/2009,F,42,,", heads=heads)

    assert "are Date of birth and Surname exchanged?" in text(answer)
    assert 'value="Ada"' not in answer.content.decode()


def test_how_many_a_spreadsheet_may_have_is_said_before(page):
    opened = page.get(URL)

    assert "It may have up to 500 candidates." in text(opened)
    assert 'accept=".xlsx,.csv"' in opened.content.decode()


def test_a_spreadsheet_of_more_than_a_sheet_holds_says_what_was_read(upload, monkeypatch):
    monkeypatch.setattr("entries.forms.sheet.MOST_ROWS", 2)
    told = text(upload(*(f"Lee,Ann,1/2/2009,F,{number},," for number in range(1, 5))))

    assert "of the 4 rows of the file 2 are on it" in told


def test_two_who_share_a_number_are_told_who_has_it_and_what_to_do(upload):
    told = text(upload("Okafor,Ada,27/03/2009,F,42,,", "Lee,Ann,1/2/2009,F,42,,"))

    assert "Row 1 (Okafor, Ada) has this candidate number too" in told
    assert "in cell E3, “42”" in told


def test_a_class_whose_dates_cannot_be_read_is_not_taken_for_one_person(upload):
    told = text(upload("Okafor,Ada,soon,F,42,,", "Okafor,Adah,soon,F,43,,"))

    assert "Date of birth in cell C2, “soon”" in told and "looks like the person" not in told


def test_the_rows_of_a_sheet_are_made_into_forms_once():
    typed = forms.new_sheet().with_rows([{**forms.empty_row(), "surname": "Okafor"}])

    assert typed.filled() is typed
    assert typed.forms() is typed.forms()
