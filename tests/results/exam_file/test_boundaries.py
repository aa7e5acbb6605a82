"""A file of boundaries: an exam a line, every slip a sentence."""

import pytest

from results.exam_file import BOUNDARIES_LINE, FileRefused, read_boundaries

GOOD = "2026-06,05842,01,60,48,40,32,26"


def read(*lines):
    return read_boundaries("\n".join([BOUNDARIES_LINE, *lines]))


def test_a_line_gives_the_boundaries_of_an_exam():
    [row], refused = read(GOOD, "")

    assert (row.series, row.entry_code, row.unit) == ((2026, 6), "05842", "1")
    assert row.boundaries.in_words == "60 marks: D from 48, M from 40, P from 32, R from 26"
    assert not refused


@pytest.mark.parametrize(
    ("line", "fields"),
    [
        ("2026-13,05842,1,60,48,40,32,26", ["series"]),
        ("2026-06,5842,1,60,48,40,32,26", ["entry_code"]),
        ("2026-06,05842,!,,x,40,32,", ["unit", "maximum", "D"]),
        ("2026-06,05842,1,60,48", [""]),
    ],
)
def test_every_slip_of_a_line_is_named_by_its_field(line, fields):
    rows, refused = read(line)

    assert [one.field for one in refused] == fields
    assert not rows


def test_an_exam_stands_in_one_line():
    _, [refusal] = read(GOOD, "June 2026,05842,1,60,48,40,32,26")

    assert "Line 2 gives the boundaries of the same exam." in str(refusal)


@pytest.mark.parametrize("text", ["series,unit\n", BOUNDARIES_LINE])
def test_what_is_no_file_of_boundaries_is_refused_as_a_whole(text):
    with pytest.raises(FileRefused):
        read_boundaries(text)
