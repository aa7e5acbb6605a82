"""Files of results read back: as they were written, and every broken field by line and name."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from interchange.edi import layouts
from interchange.edi.encoding import CODE
from interchange.edi.kinds import SeriesReference
from interchange.edi.writer import Head, write
from results.results_file import KEY, UNITS, details_of, read
from tests.results.results_file.test_comparing import ADA

ON = date(2026, 11, 20)
SEPTEMBER = SeriesReference(2025, 9)
HEAD = Head("R", SEPTEMBER, 3, ON, centre="12345")
LINES = [
    ADA.detail("12345"),
    {**ADA.detail("12345"), "option": "583902", "grade": "P", "partial": "#"},
    {**ADA.detail("12345"), "option": "05839A", "grade": "D1", "uln": None},
]
CONTENT = write(HEAD, LINES)
ROWS = CONTENT.decode(CODE).split("\r\n")[:-1]
TABLES = {
    0: layouts.FRAME[layouts.HEADER],
    1: layouts.FRAME[layouts.INSTITUTION],
    **dict.fromkeys(range(2, 5), layouts.RESULT),
    5: layouts.FRAME[layouts.INSTITUTION_TRAILER],
    6: layouts.FRAME[layouts.TRAILER],
}
PLACES = [(at, field) for at, table in TABLES.items() for field in table.fields]


def problems(content, name="R1234572.X03"):
    return read(content, name, on=ON, centre="12345").problems


def broken(at, field, text):
    """The file whose line `at` has the text in the place of a field."""
    rows = list(ROWS)
    row = rows[at]
    rows[at] = row[: field.start - 1] + text.ljust(field.width)[: field.width] + row[field.end :]
    return "".join(f"{one}\r\n" for one in rows)


def test_a_result_stands_where_the_formats_have_it():
    row = ROWS[3]

    assert row[:2] == "R5"
    assert (row[2:7], row[7:11]) == ("12345", "0042")
    assert (row[11:24], row[24:34]) == ("681990012058G", "9276308686")
    assert row[34:40] == " " * 6
    assert (row[40:46], row[46], row[47:49], row[49]) == ("583902", "1", "P ", "#")
    assert len(row) == 62


def test_a_file_is_named_after_its_centre_and_carries_the_series_in_both_headers():
    assert HEAD.name == "R1234572.X03"
    assert [row[9:13] for row in ROWS[:2]] == ["9N25", "9N25"]


def test_a_file_is_read_back_byte_for_byte():
    file = read(CONTENT, HEAD.name, on=ON, centre="12345")

    assert not file.problems
    assert write(HEAD, details_of(file.details)) == CONTENT


CODES = sorted({one.code for one in KEY if one.of == UNITS})
OPTIONS = some.integers(580100, 589999).map(str)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # on a busy machine
@given(
    some.lists(
        some.tuples(OPTIONS, some.sampled_from(CODES), some.sampled_from([None, "#"])), max_size=20
    ),
    some.integers(0, 999),
)
def test_whatever_is_written_is_read_back_byte_for_byte(results, sequence):
    head = Head("R", SEPTEMBER, sequence, ON, centre="12345")
    rows = [
        {**LINES[0], "option": option, "grade": grade, "partial": partial}
        for option, grade, partial in results
    ]
    content = write(head, rows)

    file = read(content, head.name, on=ON, centre="12345")

    assert not file.problems
    assert write(head, details_of(file.details)) == content


@pytest.mark.parametrize(("at", "field"), PLACES, ids=lambda one: getattr(one, "name", one))
def test_a_field_that_says_nonsense_is_named_with_its_line(at, field):
    found = problems(broken(at, field, "!" * field.width).encode(CODE))

    named = [one for one in found if (one.line, one.field) == (at + 1, field.title)]
    assert named
    assert str(named[0]).startswith(f"Line {at + 1}, column {field.start} ({field.title}):")


SIGNS = some.text(some.sampled_from(" 0123456789ABCDGKMNPQRUVX*#.-é"), min_size=1, max_size=13)


@pytest.mark.slow
@settings(max_examples=400)
@given(some.sampled_from(PLACES), SIGNS)
def test_a_broken_field_is_named_or_says_something_else_that_may_stand_there(place, text):
    at, field = place
    content = broken(at, field, text).encode(CODE)

    file = read(content, HEAD.name, on=ON, centre="12345")

    if not file.problems:
        head = file.frame.header
        again = Head("R", head["series"], head["sequence"], head["made_on"], centre=head["centre"])
        assert write(again, details_of(file.details)) == content
    for one in file.problems:
        assert one.wrong
        assert (one.line and one.field) or (at == 0 and "in the file's name" in one.wrong)


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("centre", "54321", "54321 here, 12345 in the file header."),
        ("uci", "681990012058A", "last letter does not fit"),
        ("uln", "9276308687", "ULN"),
        ("grade", "D1", "“D1” is no grade of the key. A result of units has one of: 1C, D, M,"),
        ("grade", "Z", "“Z” is no grade of the key."),
    ],
)
def test_what_looks_right_and_is_wrong_is_named(name, text, says):
    field = layouts.RESULT.field(name)
    [problem] = problems(broken(2, field, text).encode(CODE))

    assert (problem.line, problem.field) == (3, field.title)
    assert says in str(problem)


@pytest.mark.parametrize("at", range(7))
def test_a_line_that_was_lost_is_noticed(at):
    rows = [row for place, row in enumerate(ROWS) if place != at]

    assert problems("".join(f"{one}\r\n" for one in rows).encode(CODE))


def test_a_file_of_entries_is_not_taken_for_one_of_results():
    [problem] = problems(b"E1" + CONTENT[2:])

    assert "entries" in str(problem)
