"""From a mark to a grade, by the boundaries of the exam."""

import pytest

from interchange.catalogue import marks

GRADES = ("D", "M", "P", "R", "U")
ORDER = ("D", "M", "P", "R")


def exam(maximum=60, **least):
    return marks.of(maximum, {"D": 48, "M": 40, "P": 32, "R": 26, **least}, ORDER)


@pytest.mark.parametrize(
    ("mark", "grade"),
    [(60, "D"), (48, "D"), (47, "M"), (40, "M"), (39, "P"), (32, "P"), (26, "R"), (25, "U")]
    + [(0, "U")],
)
def test_a_mark_that_reaches_a_boundary_has_its_grade(mark, grade):
    found = exam()

    assert found.grade(mark, GRADES) == grade
    assert [one for one in GRADES if found.gives(mark, one)] == [grade]


def test_no_grade_follows_from_more_marks_than_the_exam_has():
    assert not any(exam().gives(61, one) for one in GRADES)


def test_a_mark_is_told_with_the_boundary_of_its_grade():
    assert exam().of_mark(43, "M") == "43 of 60 marks, M from 40"
    assert exam().of_mark(3, "U") == "3 of 60 marks"


@pytest.mark.parametrize(
    ("maximum", "least", "field", "says"),
    [
        (0, {}, "maximum", "no exam has so many"),
        (60, {"M": None}, "M", "boundary of m is missing"),
        (60, {"M": 32, "P": 32}, "P", "do not fall"),
        (60, {"M": 50}, "M", "do not fall"),
        (40, {}, "D", "48 marks of 40"),
        (60, {"R": 0}, "R", "cannot be the least"),
    ],
)
def test_boundaries_are_all_there_fall_and_can_be_reached(maximum, least, field, says):
    where, wrong, what_to_do = marks.problem(exam(maximum, **least), GRADES)

    assert where == field
    assert says in wrong.lower()
    assert what_to_do


def test_a_grade_that_the_unit_does_not_have_has_no_boundary():
    field, wrong, _ = marks.problem(exam(), ("D", "M", "P", "1C"))

    assert (field, wrong) == ("R", "The unit has no boundary for R.")
    assert marks.problem(exam(R=None), ("D", "M", "P", "1C")) is None
    assert marks.problem(exam(), GRADES) is None
