"""A line may give a mark beside the grade or in its place; the grade follows by the boundaries."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from interchange.catalogue.marks import of
from results import exam_file
from results.exam_file import HEADER_LINE, MARKED_LINE, Entered, Exam, FileContext, Held

GRADES = ("D", "M", "P", "R", "U")
EXAM = of(60, {"D": 48, "M": 40, "P": 32, "R": 26}, GRADES)
MARK_ALONE = HEADER_LINE.replace("grade", "mark")
ABOUT = "2026-06,50000001,05842,1"
GROUND = FileContext(
    persons={"50000001": 7},
    series={(2026, 6): 3},
    codes=frozenset({"05842"}),
    exams={("05842", "1"): Exam(5, 2, True, GRADES)},
    entered={(7, 5, 3): Entered(1, 7, 9, "05842", False, True, datetime(2026, 1, 1, tzinfo=UTC))},
    held={},
    begun=frozenset({3}),
    boundaries={(5, 3): EXAM},
)


def read(line, header=MARKED_LINE):
    return exam_file.read(f"{header}\n{ABOUT},{line}\n")


def judge(line, ground=GROUND, header=MARKED_LINE):
    [row], _ = read(line, header)
    return exam_file.judge_all([row], ground, correct=True)


@pytest.mark.parametrize(("line", "grade", "mark"), [("M,43", "M", 43), (",43", "", 43)])
def test_a_mark_stands_beside_the_grade_or_in_its_place(line, grade, mark):
    [row], refused = read(line)

    assert (row.grade, row.mark) == (grade, mark)
    assert not refused


def test_a_file_may_give_marks_alone():
    [row], refused = read("43", MARK_ALONE)

    assert (row.grade, row.mark) == ("", 43)
    assert not refused


@pytest.mark.parametrize(
    ("line", "field", "says"),
    [
        ("M,43.5", "mark", "no number of marks"),
        ("M,-1", "mark", "no number of marks"),
        ("absent,43", "mark", "has no mark of it"),
        ("Q,0", "mark", "has no mark of it"),
        (",", "grade", "no grade"),
        ("Z,43", "grade", "no grade"),
    ],
)
def test_what_is_no_mark_is_refused_by_its_field(line, field, says):
    rows, [refusal] = read(line)

    assert not rows
    assert refusal.field == field
    assert says in refusal.problem


def test_a_line_without_its_mark_in_a_file_of_marks_is_refused():
    _, [refusal] = read("", MARK_ALONE)

    assert refusal.field == "mark"


@pytest.mark.parametrize(("line", "grade"), [(",48", "D"), ("M,43", "M"), (",0", "U"), ("D,", "D")])
def test_the_grade_follows_from_the_mark(line, grade):
    [row] = judge(line).new

    assert row.grade == grade


def test_whoever_missed_part_of_the_exam_may_have_a_mark():
    [row] = judge("#,43").new

    assert row.shown == "M#"


@pytest.mark.parametrize(
    ("line", "ground", "field", "says"),
    [
        (",61", GROUND, "mark", "has 60 marks"),
        ("P,43", GROUND, "grade", "43 marks are M: 60 marks: D from 48"),
        (",43", replace(GROUND, boundaries={}), "mark", "Nobody has entered the boundaries"),
    ],
)
def test_a_mark_from_which_the_grade_does_not_follow_is_refused(line, ground, field, says):
    verdict = judge(line, ground)

    [refusal] = verdict.refused
    assert refusal.field == field
    assert says in refusal.problem
    assert refusal.remedy
    assert not verdict.changes


@pytest.mark.parametrize(("held", "kind"), [(43, "already"), (44, "to_mark"), (None, "to_mark")])
def test_another_mark_of_the_same_grade_corrects_nothing(held, kind):
    ground = replace(GROUND, held={(7, 5, 3): Held(1, 7, 9, "M", mark=held)})

    assert getattr(judge(",43", ground), kind)


def test_a_file_without_marks_says_nothing_of_those_that_are_held():
    ground = replace(GROUND, held={(7, 5, 3): Held(1, 7, 9, "M", mark=43)})

    assert judge("M", ground, HEADER_LINE).already
