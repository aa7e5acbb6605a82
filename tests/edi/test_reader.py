"""Reading files of entries: what they say, and everything that is wrong with them."""

import random

import pytest

from interchange.edi import layouts
from interchange.edi.reader import read
from interchange.edi.writer import write
from tests.edi.conftest import ADA, BO, ON, a_head

NAME = "E1234572.X01"


def read_it(content, name=NAME, centre="12345"):
    return read(content, name, on=ON, centre=centre)


def problems(content, name=NAME, centre="12345"):
    return [str(one) for one in read_it(content, name, centre).problems]


def test_a_sound_file_is_read_without_a_problem(content):
    found = read_it(content)

    assert found.problems == ()
    assert str(found.frame.header["series"]) == "9N26"
    ada, bo = found.details
    assert (ada.line, ada["name"], ada["born_on"]) == (3, "OKAFOR: ADA", ADA["born_on"])
    assert (bo["name"], bo["uln"], bo["options"]) == (BO["name"], "", ["05839", "05842"])


@pytest.mark.parametrize(
    "name",
    [
        "e1234572.x01",
        "E1234572 (1).X01",
        "E1234572_1.X01",
        "E1234572_10.X01",
        "E1234572.X01_1",
        "E1234572.X01 (2)",
        "E1234572(12).x01",
        "C:\\a\\" + NAME,
    ],
)
def test_a_name_that_a_browser_changed_is_the_same_name(content, name):
    assert problems(content, name) == []


def test_lines_may_end_as_other_systems_end_them(content):
    assert problems(content.replace(b"\r\n", b"\n")) == []
    assert problems(content + b"\r\n\r\n\x1a") == []


def test_trailing_spaces_that_an_editor_took_off_are_not_missed(content):
    lines = [line.rstrip() for line in content.split(b"\r\n")]
    assert problems(b"\r\n".join(lines)) == []


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b" \r\n",
        b"\xef\xbb\xbfE1",
        "E1".encode("utf-16"),
        b"E1\0",
        "E1 Åke".encode(),
        b"E1\x81",
        b"PK\x03\x04",
        b"E1\rE3\r",
        b"R1",
        b"Z",
    ],
)
def test_what_is_no_file_of_entries_is_refused_in_one_sentence(content):
    [problem] = read_it(content).problems
    assert problem.wrong and problem.remedy


def test_a_refused_encoding_says_how_to_save_the_file(content):
    [utf8] = problems(content.decode("cp1252").encode())
    assert "UTF-8" in utf8 and "Windows-1252" in utf8


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("E1234572.txt", "not how such a file is named"),
        ("A1234572.X01", "begin with E"),
        ("E5432172.X01", "centre is 54321 in the file's name"),
        ("E1234570.X01", "board is 70 in the file's name"),
        ("E1234572.X07", "number is 07 in the file's name"),
    ],
)
def test_name_and_header_must_agree(content, name, part):
    [problem] = problems(content, name)
    assert part in problem


def test_a_file_of_another_centre_is_refused(content):
    found = problems(content, centre="54321")
    assert len(found) == 3 and all("centre 12345" in one for one in found)


def test_a_file_of_another_board_is_refused():
    found = problems(write(a_head(board="70"), [ADA]), "E1234570.X01")
    assert len(found) == 2 and all("board 70" in one for one in found)


def test_lines_lost_on_the_way_are_noticed(content):
    lines = content.split(b"\r\n")
    found = problems(b"\r\n".join(lines[:2] + lines[3:]))
    assert [one.count("trailer counts") for one in found] == [1, 1]


@pytest.mark.parametrize("gone", [0, 1, 4, 5])
def test_a_missing_header_or_trailer_is_named(content, gone):
    lines = content.rstrip().split(b"\r\n")
    del lines[gone]
    assert problems(b"\r\n".join(lines))


def test_every_problem_of_every_line_is_told_at_once(content):
    broken = content.replace(b"0042S", b"00x2Q").replace(b"010108", b"310208")
    found = read_it(broken)

    assert [(one.line, one.column, one.field) for one in found.problems] == [
        (3, 8, "Candidate number"),
        (3, 12, "Candidate status"),
        (4, 54, "Date of birth"),
    ]
    assert all(one.value and one.wrong and one.remedy for one in found.problems)
    assert found.details == ()


def test_the_number_of_options_must_be_that_of_the_options(content):
    [problem] = read_it(content.replace(b"0205839 05842", b"0305839 05842")).problems
    assert (problem.line, problem.column) == (4, 83)
    [problem] = read_it(content.replace(b"0205839 05842", b"0105839 05842")).problems
    assert "goes on" in problem.wrong


BROKEN = {  # what no field of the kind can hold; text can hold anything
    "text, may be empty": None,
    "text": " ",
    "one of S/P/ ": "?",
    "one of F/M/X": "?",
}


@pytest.mark.parametrize(
    ("line", "table"),
    [(0, layouts.FRAME["1"]), (1, layouts.FRAME["3"]), (2, layouts.CANDIDATE)]
    + [(4, layouts.FRAME["7"]), (5, layouts.FRAME["9"])],
    ids=["header", "centre", "candidate", "centre trailer", "trailer"],
)
def test_a_file_broken_in_any_field_names_the_field(content, line, table):
    for one in table.fields:
        sign = BROKEN.get(one.kind.title, "x")
        if sign is None:
            continue
        lines = content.decode("cp1252").split("\r\n")
        text = lines[line]
        lines[line] = text[: one.start - 1] + sign * one.width + text[one.end :]
        found = read_it("\r\n".join(lines).encode("cp1252")).problems
        assert (line + 1, one.start, one.title) in {(p.line, p.column, p.field) for p in found}


@pytest.mark.slow
def test_no_spoilt_file_is_an_unhandled_error(content):
    dice = random.Random(20261120)
    for _ in range(4000):
        spoilt = bytearray(content)
        for _ in range(dice.randint(1, 6)):
            at = dice.randrange(len(spoilt) or 1)
            match dice.randrange(5):
                case 0:
                    spoilt[at : at + 1] = bytes([dice.randrange(256)])
                case 1:
                    spoilt[at:at] = bytes(dice.choices(b"\r\n 0E5", k=dice.randint(1, 9)))
                case 2:
                    del spoilt[at : at + dice.randint(1, 40)]
                case 3:
                    spoilt[at : at + 2] = spoilt[at : at + 2][::-1]
                case 4:
                    spoilt += spoilt[at : at + 99]
        found = read_it(bytes(spoilt))
        assert all(one.wrong and one.remedy for one in found.problems)
