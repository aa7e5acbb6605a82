"""Files leave the portal as downloads that no browser opens and no spreadsheet calculates."""

import csv
import re
from io import StringIO

import pytest
from django.core.files.base import ContentFile
from django.http import Http404

from interchange import downloads


def test_a_table_is_a_download_that_spreadsheets_read_as_utf_8():
    answer = downloads.of_table("claim-12345", ("Name", "Unit"), [("Zoë", 3)])

    assert answer["Content-Disposition"] == 'attachment; filename="claim-12345.csv"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer.content.decode() == "\ufeffName,Unit\r\nZoë,3\r\n"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_is_a_formula(start):
    assert downloads.no_formula(f"{start}1+1") == f"'{start}1+1"
    assert downloads.no_formula(f"1{start}1") == f"1{start}1"


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "＝"])
@pytest.mark.parametrize("separator", [";", "\t", "|", "\n", "; ", ';"'])
def test_no_part_of_a_cell_is_a_formula_where_a_program_parts_it(separator, sign):
    written = line_of(f"x{separator}{sign}1+1")

    assert written[:1] == written[-1:] == '"'
    for part in re.split(r"[;\t|\n]", written):
        assert not part.strip('" ').startswith(sign)


@pytest.mark.parametrize(
    "text", ["Okafor, Ada", 'the "old" hall', "5; see below", "a\nb", "Smith-Jones", "1-2", ""]
)
def test_text_stays_text(text):
    assert list(csv.reader(StringIO(line_of(text), newline=""))) in ([[text]], [])


def test_only_cells_that_a_program_could_part_are_quoted():
    assert line_of("plain", "x;y", "x,y", 'x"y') == 'plain,"x;y","x,y","x""y"'


def line_of(*cells):
    """The line of a table of one row, without its end."""
    answer = downloads.of_table("a", ["Title"], [cells])
    return answer.content.decode().removeprefix("\ufeffTitle\r\n").removesuffix("\r\n")


def test_a_stored_file_keeps_its_name_and_is_not_shown():
    answer = downloads.of_file(ContentFile(b"%PDF"), "register.pdf", "application/pdf")

    assert answer["Content-Disposition"] == 'attachment; filename="register.pdf"'
    assert answer["Cache-Control"] == "private, no-store"
    assert b"".join(answer.streaming_content) == b"%PDF"


def test_a_file_that_is_gone_is_not_found():
    class Gone:
        def open(self, mode):
            raise FileNotFoundError

    with pytest.raises(Http404, match="register"):
        downloads.of_file(Gone(), "register.pdf", "application/pdf")
