"""How a file of exam results is read: every slip is a sentence."""

from dataclasses import replace

import pytest

from results import exam_file
from results.exam_file import HEADER_LINE, ExamRow, FileRefused
from results.exam_file import reading as layout

GOOD = "2026-06,50000001,05842,1,M"


def read(*lines, header=HEADER_LINE):
    return exam_file.read("\n".join([header, *lines]) + "\n")


def refusals(*lines):
    _, refused = read(*lines)
    return refused


@pytest.mark.parametrize("series", ["2026-06", "June 2026", "june 2026"])
def test_a_line_becomes_a_row_whichever_way_it_names_the_series(series):
    rows, refused = read(f"{series},50000001,05842,1,M")

    assert rows == [ExamRow(2, (2026, 6), "50000001", "05842", "1", "M")]
    assert not refused


@pytest.mark.parametrize(("said", "unit"), [("04", "4"), ("004", "4"), ("4", "4"), ("10", "10")])
def test_zeros_before_a_units_number_say_nothing(said, unit):
    rows, _ = read(f"2026-06,50000001,05842,{said},M")

    assert rows[0].unit == unit


@pytest.mark.parametrize(
    "grade", ["P", "M", "D", "R", "U", "1C", "absent", "Absent", "1c", "d", "X", "q"]
)
def test_every_grade_is_known_in_any_case(grade):
    rows, _ = read(f"2026-06,50000001,05842,1,{grade}")

    assert rows[0].grade.lower() == grade.lower()


def test_a_grade_of_an_exam_of_which_part_was_missed_says_so():
    rows, refused = read("2026-06,50000001,05842,1,M#", "2026-06,50000001,05842,2,m #")

    assert [(one.grade, one.partly_absent, one.shown) for one in rows] == [("M", True, "M#")] * 2
    assert not refused


@pytest.mark.parametrize(
    ("line", "field", "says"),
    [
        ("2026-13,50000001,05842,1,M", "series", "2026-01 or 2026-06"),
        ("2026-09,50000001,05842,1,M", "series", "no such series"),
        ("June,50000001,05842,1,M", "series", "no such series"),
        (",50000001,05842,1,M", "series", "no such series"),
        ("2026-06,5000000,05842,1,M", "ocr_candidate_number", "05000000?"),
        ("2026-06,5000000x,05842,1,M", "ocr_candidate_number", "8 digits"),
        ("2026-06,50000001,5842,1,M", "entry_code", "05842?"),
        ("2026-06,50000001,05842,,M", "unit", "no unit number"),
        ("2026-06,50000001,05842,1,A", "grade", "P, M, D, R, U, 1C, absent, X, Q"),
        ("2026-06,50000001,05842,1,", "grade", "no grade"),
        ("2026-06,50000001,05842,1,#", "grade", "no grade"),
        ("2026-06,50000001,05842,1,absent#", "grade", "goes with a grade alone"),
        ("2026-06,50000001,05842,1,X#", "grade", "Write the grade of the rest"),
        ("2026-06,50000001,05842,1", "", "4 fields instead of 5"),
        ("2026-06,50000001,05842,1,M,", "", "6 fields instead of 5"),
    ],
)
def test_a_slip_is_told_with_its_line_field_and_remedy(line, field, says):
    (refusal,) = refusals(GOOD, line)

    assert (refusal.line, refusal.field) == (3, field)
    assert says in str(refusal)


def test_every_slip_of_a_line_is_told():
    assert [one.field for one in refusals("x,y,z,!,?")] == exam_file.HEADER


def test_lines_are_counted_as_an_editor_counts_them():
    assert (
        refusals(GOOD, "", '"2026-06","50000002","05842","1","M"', "x,50000003,05842,1,M")[0].line
        == 5
    )


def test_the_same_exam_twice_is_told_with_the_line_it_stood_on_first():
    (refusal,) = refusals(GOOD, "2026-06,50000002,05842,1,M", "June 2026,50000001,05842,1,D")

    assert refusal.line == 4
    assert "Line 2 gives a grade" in str(refusal)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "The first line must be"),
        ("series,candidate,grade\n", "this file begins “series,candidate,grade”"),
        (HEADER_LINE.replace(",", ";"), "not separated by commas"),
        (HEADER_LINE.upper(), "The first line must be"),
        (HEADER_LINE + "\n\n", "nothing below it"),
        (f"{HEADER_LINE}\n{GOOD}\n2026-06,\0,05842,1,M\n", "Line 3 has a NUL"),
        (f'{HEADER_LINE}\n"2026-06,50000001\n', "quotation marks"),
        (f"{HEADER_LINE}\n{'9' * 200_000},1,1,1,M\n", "Line 2 is not CSV"),
    ],
)
def test_what_is_no_such_file_is_refused_as_a_whole(text, says):
    with pytest.raises(FileRefused, match=says):
        exam_file.read(text)


def test_too_many_lines_are_refused():
    text = "\n".join([HEADER_LINE, *(f"2026-06,5000000{one},05842,1,M" for one in range(4))])

    assert layout.RESULTS.most_lines == 200_000
    with pytest.raises(FileRefused, match="more than 2 lines"):
        exam_file.read(text, replace(layout.RESULTS, most_lines=2))


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_byte_order_marks_and_line_endings_do_not_matter(mark, ending):
    text = exam_file.decode((mark + ending.join([HEADER_LINE, GOOD])).encode())

    assert len(exam_file.read(text)[0]) == 1


@pytest.mark.parametrize("written", ["utf-16", "utf-8", "utf-8-sig"])
def test_a_file_says_the_same_however_its_signs_are_written(written):
    text = exam_file.decode(f"{HEADER_LINE}\n{GOOD}".encode(written))

    assert len(exam_file.read(text)[0]) == 1


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (f"{HEADER_LINE}\n{GOOD}".encode("utf-16")[:-1], "Line 1 has characters"),
        (f"{HEADER_LINE}\n{GOOD}é".encode("latin-1"), "Line 2 has characters"),
        (b"PK\x03\x04rest", "spreadsheet, not CSV"),
        (f"{HEADER_LINE}\n2026-06,\0,05842,1,M".encode(), "Line 2 has a NUL"),
        (b"x" * (layout.MOST_BYTES + 1), "at most 20 MB"),
    ],
)
def test_what_cannot_be_text_is_refused_with_what_to_do(data, says):
    with pytest.raises(FileRefused, match=says):
        exam_file.decode(data)
