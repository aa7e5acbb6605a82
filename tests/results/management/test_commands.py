"""The command lines of the engine, as an officer types them."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from interchange.catalogue import specification as specifications


def run(*words):
    """What the command prints."""
    out = io.StringIO()
    call_command(*words, stdout=out)
    return out.getvalue()


@pytest.fixture
def typed(monkeypatch):
    """Give the command these bytes as its standard input."""
    return lambda text: monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text)))


def test_what_if_prints_the_outcome_as_json():
    found = json.loads(run("what_if", "05838", "1=M", "2=D"))

    assert (found["outcome"], found["grade"], found["points"]) == ("award", "D", 51)


def test_what_if_refuses_with_a_sentence_and_exit_2():
    with pytest.raises(CommandError, match="05838 has no unit 77") as refusal:
        run("what_if", "05838", "77=M")

    assert refusal.value.returncode == 2


def test_what_if_takes_its_words_in_any_order():
    in_order = run("what_if", "05838", "1=M", "2=U", "--no-attempts-left", "2")

    assert run("what_if", "05838", "--no-attempts-left", "2", "2=U", "1=M") == in_order


def test_a_file_saved_with_a_byte_order_mark_is_read(typed):
    typed(b"\xef\xbb\xbf05838 1=M 2=D\r\n")

    assert json.loads(run("what_if", "-"))["outcome"] == "award"


def test_what_if_answers_each_line_of_its_input(typed):
    typed(b"05838 1=M 2=D\n05838 1=M\n")

    lines = run("what_if", "-").splitlines()

    assert [json.loads(line)["outcome"] for line in lines] == ["award", "not_yet"]


def test_a_bad_line_is_answered_in_its_place(typed):
    typed(b"05838 1=M\n\n99999\n\xff\n05838 1=M 2=D\n")
    out = io.StringIO()

    with pytest.raises(CommandError) as refusal:
        call_command("what_if", "-", stdout=out)

    answers = [json.loads(line) for line in out.getvalue().splitlines()]
    outcomes = [answer.get("outcome", "bad") for answer in answers]
    assert outcomes == ["not_yet", "bad", "bad", "bad", "award"]
    assert answers[2]["error"] == "there is no qualification with the entry code 99999"
    assert refusal.value.returncode == 2


def test_the_specification_is_printed_whole():
    printed = json.loads(run("specification", "05842"))

    assert specifications.from_dict(printed) == specifications.load("05842")


def test_the_specification_says_how_it_is_to_be_read():
    printed = json.loads(run("specification", "05842"))

    told = printed["how_to_read"]
    assert {"units", "groups", "pathways", "total", "points", "boundaries"} <= set(told)
    assert set(told) - {"award", "not_yet", "unclassified"} <= set(printed)


def test_the_specification_of_a_series_has_its_figures():
    printed = json.loads(run("specification", "05842", "--series", "2016-06"))

    assert printed["ucas"][0]["points"] == 280


@pytest.mark.parametrize("words", [["99999"], ["05842", "--series", "summer"]])
def test_a_specification_that_is_not_there_is_refused_with_exit_2(words):
    with pytest.raises(CommandError) as refusal:
        run("specification", *words)

    assert refusal.value.returncode == 2
