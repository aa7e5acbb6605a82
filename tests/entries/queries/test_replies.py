"""What a reply file says of a line: every reason whole, however long."""

from types import SimpleNamespace

from entries.file_states import Outcome
from entries.queries.replies import REASON, answers_to
from entries.rules.identity import MEETS
from interchange.edi.writer import fitting

LINE = {"number": 7, "candidate_number": "0042", "uci": "", "option": "05839", "note": ""}


def line(**more):
    return SimpleNamespace(**{**LINE, "problems": (), "became": Outcome.REFUSED, **more})


def whole(answers):
    return " ".join(one["text"] for one in answers)


def test_what_is_wrong_comes_before_the_note_and_nothing_is_cut():
    problem = (14, "uci", "123450260042K", MEETS.format("UCI"), "")
    asked = line(note="The record is kept. " * 9, problems=[problem])

    answers = answers_to(asked, "")

    assert whole(answers).startswith(fitting(MEETS.format("UCI"), 1000))
    assert whole(answers).endswith("The record is kept.")
    assert len(answers) > 2 and all(len(one["text"]) <= REASON for one in answers)
    assert {(one["line"], one["option"], one["outcome"]) for one in answers} == {(7, "05839", "R")}


def test_a_line_without_a_reason_has_one_record():
    [answer] = answers_to(line(became=Outcome.LOADED), "50000001")

    assert (answer["text"], answer["outcome"], answer["ocr_number"]) == ("", "L", "50000001")
