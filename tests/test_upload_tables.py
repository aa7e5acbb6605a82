"""What stands in an uploaded table, and in which words a table that cannot be read is refused."""

import random
import zipfile
from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from interchange import uploads
from interchange.reader.extents import letters_of, number_of
from interchange.uploads import MOST_COLUMNS, MOST_ROWS, UploadRefused
from tests.factories import papers
from tests.factories.forgeries import a_sheet, a_worksheet, saved, with_sheet

TEXT = "OCR candidate number,Name,4\n50000001,Åsa,P\n50000002,Zoë,M AB\n"
TOLD = [
    (1, ("OCR candidate number", "Name", "4")),
    (2, ("50000001", "Åsa", "P")),
    (3, ("50000002", "Zoë", "M AB")),
]


def read(name, content):
    return uploads.read_tables(SimpleUploadedFile(name, content))


def rows(name, content, sheet=0):
    return [(row.number, row.cells) for row in read(name, content).sheets[sheet].rows]


def refusal(name, content):
    with pytest.raises(UploadRefused) as refused:
        read(name, content)
    return str(refused.value)


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        b"\xef\xbb\xbf" + TEXT.encode(),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
        TEXT.replace(",", ";").encode(),
        TEXT.replace(",", "\t").encode(),
        ("sep=;\r\n" + TEXT.replace(",", ";")).encode(),
        TEXT.replace("Åsa", '"Åsa"').encode(),
        TEXT.replace("Name", " Name\u00a0").encode(),
        TEXT.replace("4\n", "4,,,\n").encode(),
        TEXT.encode("cp1252"),
        TEXT.encode("utf-16"),
        b"\xfe\xff" + TEXT.encode("utf-16-be"),
        TEXT.replace(",", "\t").encode("utf-16"),
        (TEXT + "," * 20 + "\n").encode() + b",,\n" * 1000,
    ],
)
def test_text_is_read_however_a_program_saves_it(content):
    assert rows("grades.csv", content) == TOLD


def test_text_as_windows_saves_it_is_read_with_a_remark():
    assert "CSV UTF-8" in read("grades.csv", TEXT.encode("cp1252")).remarks[0]
    assert read("grades.csv", TEXT.encode()).remarks == []


def test_rows_keep_the_numbers_that_people_see():
    assert rows("a.csv", b"a,b\n\n,,\nc,d\n") == [(1, ("a", "b")), (4, ("c", "d"))]
    assert rows("a.xlsx", a_sheet([[], [None, "b"], [], ["c"]])) == [(2, ("", "b")), (4, ("c",))]


def test_cells_of_a_spreadsheet_become_texts():
    values = ["007", 12345678, 12345678.0, 1.5, True, date(2009, 1, 31), None, "=1+1", "P"]

    assert rows("a.xlsx", a_sheet([values])) == [
        (1, ("007", "12345678", "12345678", "1.5", "True", "2009-01-31", "", "", "P"))
    ]


def test_hidden_sheets_are_not_read():
    book = Workbook()
    book.active.append(["seen"])
    book.create_sheet("Hidden").append(["hidden"])
    book["Hidden"].sheet_state = "hidden"
    book.create_sheet("Second").append(["too"])

    assert [one.name for one in read("a.xlsx", saved(book)).sheets] == ["Sheet", "Second"]


def test_rows_hidden_by_a_filter_are_read_and_said_to_be():
    book = Workbook()
    for value in ("seen", "hidden", None, "hidden too"):
        book.active.append([value])
    book.active.row_dimensions[2].hidden = book.active.row_dimensions[4].hidden = True
    book.active.row_dimensions[3].hidden = True

    found = read("a.xlsx", saved(book))

    assert [row[0] for row in found.sheets[0].rows] == ["seen", "hidden", "hidden too"]
    assert found.remarks == [
        "2 of its rows are hidden, by a filter or by hand, and were read as well."
    ]


@pytest.mark.slow
def test_of_very_many_sheets_the_first_are_read_and_said_to_be():
    book = Workbook()
    for number in range(24):
        book.create_sheet(f"Class {number}").append(["a"])

    found = read("a.xlsx", saved(book))

    assert len(found.sheets) == 20
    assert found.remarks == ["Only the first 20 of its 25 sheets were read."]


def test_signs_that_nobody_sees_are_no_part_of_a_cell():
    sheet = a_worksheet(b'<row><c t="inlineStr"><is><t>A_x0000_b_x0007_</t></is></c></row>')

    [(_, (text,))] = rows("a.xlsx", with_sheet(sheet))

    assert not [sign for sign in text if ord(sign) < 32]


def test_a_row_is_empty_to_the_right_of_its_last_cell():
    row = read("a.csv", b"a,b\n").sheets[0].rows[0]

    assert (row[1], row[2], row[99]) == ("b", "", "")


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("empty.csv", b"", "is empty"),
        ("empty.xlsx", b"", "is empty"),
        ("plan.pdf", papers.PDF, "is not a table. Send it as XLSX or CSV"),
        ("letter.docx", papers.DOCX, "is not a table"),
        ("old.xls", b"\xd0\xcf\x11\xe0" + b"\0" * 600, "of the old kind or has a password"),
        ("locked.xlsx", b"\xd0\xcf\x11\xe0" + b"\0" * 600, "of the old kind or has a password"),
        ("nul.csv", b"a,b\n\0,c\n", "signs that are not text"),
        ("odd.csv", b"a,b\n\x81\x8d,c\n", "signs that could not be read"),
        ("quote.csv", b'a,b\n"c,d\n', "a quotation mark that does not close"),
        ("quote.csv", b'a,b\n"c"d,e\n', "a quotation mark that does not close"),
        ("cell.csv", b"a," + b"b" * 200_000, "a cell that never ends"),
        ("long.csv", b"a\n" * (MOST_ROWS + 1), "rows and 200 columns are the most"),
        ("wide.csv", b"a," * MOST_COLUMNS + b"a\n", "column GS; 5,000 rows"),
        ("far.xlsx", a_sheet([["a"]], XFD1048576="b"), "row 1,048,576, column XFD"),
        ("far.xlsx", a_sheet([["a"]], A5001="b"), "row 5,001, column A"),
        ("wide.xlsx", a_sheet([["a"]], GS1="b"), "row 1, column GS"),
        ("broken.xlsx", with_sheet(b"<worksheet><sheetData><row>"), "damaged or incomplete"),
        ("no.xlsx", with_sheet(b""), "damaged or incomplete"),
        (
            "bomb.xlsx",
            with_sheet(b'<!DOCTYPE a [<!ENTITY b "c">]><worksheet>&b;</worksheet>'),
            "damaged or incomplete",
        ),
        (
            "hidden.xlsx",
            papers.xlsx_with({"xl/worksheets/sheet1.png": b"<worksheet><sheetData/></worksheet>"}),
            "damaged or incomplete",
        ),
    ],
)
def test_a_table_that_cannot_be_read_is_named_and_explained(name, content, says):
    sentence = refusal(name, content)

    assert says in sentence
    assert f"“{name}”" in sentence


def test_cells_without_an_address_are_measured_too():
    row = b"<row>" + b"<c t='str'><v>a</v></c>" * (MOST_COLUMNS + 1) + b"</row>"

    assert "column GS" in refusal("wide.xlsx", with_sheet(a_worksheet(row)))


@pytest.mark.slow
def test_hundreds_of_thousands_of_empty_rows_are_nothing():
    blank = "".join(
        f'<row r="{n}" s="1"><c r="A{n}" s="1"/></row>' for n in range(2, 300_000)
    ).encode()
    first = b'<row r="1"><c r="A1" t="str"><v>a</v></c></row>'

    assert rows("blank.xlsx", with_sheet(a_worksheet(first + blank))) == [(1, ("a",))]
    assert rows("blank.csv", b"a\n" + b",,,\n" * 500_000) == [(1, ("a",))]


@pytest.mark.parametrize(("number", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (16384, "XFD")])
def test_columns_are_called_by_letters(number, letters):
    assert (letters_of(number), number_of(letters)) == (letters, number)


def mutants(content, seed, count):
    """The content, damaged in as many ways."""
    chance = random.Random(seed)
    for _ in range(count):
        made = bytearray(content)
        for _ in range(chance.randint(1, 12)):
            at = chance.randrange(len(made))
            act = chance.randrange(4)
            if act == 0:
                made[at] = chance.randrange(256)
            elif act == 1:
                del made[at : at + chance.randint(1, 40)]
            elif act == 2:
                made[at:at] = made[chance.randrange(len(made)) :][: chance.randint(1, 40)]
            else:
                made[at:at] = bytes(chance.choices(b',;"\t\r\n=<>&/\x80', k=3))
            made = made or bytearray(b"a")
        yield bytes(made)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["grades.csv", "grades.xlsx"])
def test_whatever_is_sent_is_read_or_refused_in_a_sentence(name):
    good = TEXT.encode() if name.endswith("csv") else a_sheet([row for _, row in TOLD])
    for content in mutants(good, seed=3, count=300):
        try:
            assert read(name, content).name == name
        except UploadRefused as refused:
            assert str(refused).endswith(".")


@pytest.mark.slow
@pytest.mark.parametrize("path", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml"])
def test_a_sound_archive_with_a_damaged_part_is_read_or_refused_in_a_sentence(path):
    with zipfile.ZipFile(BytesIO(a_sheet([row for _, row in TOLD]))) as archive:
        good = archive.read(path)
    for part in mutants(good, seed=5, count=150):
        try:
            read("grades.xlsx", with_sheet(part, path))
        except UploadRefused as refused:
            assert str(refused).endswith(".")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("reductions.xlsx", b"not a sheet"),
        ("reductions.xlsx", papers.archive({"a.txt": b"a"})),
        ("reductions.exe", b"MZ\x90\x00"),
    ],
)
def test_what_is_no_table_is_told_which_kinds_a_table_can_be(name, content):
    said = refusal(name, content)

    assert said.endswith("XLSX or CSV.") and "PDF" not in said
