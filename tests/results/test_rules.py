"""Which grades are possible, which is best, and what a new outcome leads to."""

from types import SimpleNamespace

import pytest

from interchange.catalogue.specification import load
from results import rules
from results.rules import Issued, Step

DIPLOMA = load("05842")
NOTHING = None


def issued(grade, points=0):
    outcome = {"": "revoked", "U": "unclassified"}.get(grade, "award")
    return Issued(outcome, grade, points)


def test_distinction_is_the_best_grade_and_a_near_pass_beats_unclassified():
    assert rules.best(["U", "R", "P"]) == "P"
    assert rules.best(["U", "R"]) == "R"


@pytest.mark.parametrize(
    ("number", "grades"),
    [("1", ("D", "M", "P", "R", "U", "absent", "X", "Q")), ("4", ("D", "M", "P", "U"))],
)
def test_near_pass_and_why_there_is_no_grade_are_for_exams_alone(number, grades):
    assert rules.possible_grades(DIPLOMA.unit(number)) == grades


@pytest.mark.parametrize(
    ("allowed", "sat", "none_left"), [(3, 2, False), (3, 3, True), (2, 2, True), (None, 9, False)]
)
def test_level_3_exams_may_be_sat_three_times_level_2_twice_others_always(allowed, sat, none_left):
    assert rules.has_no_attempts_left(allowed, sat) == none_left


def test_grades_rank_by_the_boundaries_and_never_by_their_letters():
    rising = [NOTHING, *map(issued, ("U", "PP", "MP", "MM", "DM", "DD", "D*D", "D*D*"))]

    ranks = [rules.rank(DIPLOMA, one) for one in rising]

    assert ranks == list(range(9))
    assert rules.rank(DIPLOMA, issued("")) == 0


def test_a_grade_the_rules_no_longer_have_stands_where_its_points_would():
    assert rules.rank(DIPLOMA, issued("MMM", 185)) == rules.rank(DIPLOMA, issued("MM"))


@pytest.mark.parametrize(
    ("now", "own", "best_held", "step"),
    [
        (5, 0, 0, Step.ISSUE),
        (5, 4, 4, Step.ISSUE),
        (5, 5, 5, Step.NOTHING),
        (5, 0, 6, Step.NOTHING),
        (4, 5, 5, Step.CORRECT),
        (0, 5, 5, Step.REVOKE),
        (0, 0, 0, Step.NOTHING),
        (4, 5, 7, Step.CORRECT),
    ],
)
def test_a_result_is_issued_if_better_and_corrected_if_its_own_is_lower(now, own, best_held, step):
    assert rules.step(now, own, best_held) is step


@pytest.mark.parametrize(
    ("held", "grade", "cause", "says"),
    [
        ("P", "M", " ", "Say why"),
        ("P", "P", "Wrong paper", "is P already"),
        ("P", "R", "Wrong paper", "cannot be R"),
        ("P", "absent", "Wrong paper", "It can be D, M, P, U"),
    ],
)
def test_a_correction_needs_another_grade_that_is_possible_and_a_cause(held, grade, cause, says):
    with pytest.raises(rules.ResultRefused, match=says):
        rules.check_can_correct(DIPLOMA.unit("4"), held, grade, cause)


def test_whether_part_of_an_exam_was_missed_is_corrected_beside_the_grade_or_alone():
    exam = DIPLOMA.unit("1")

    rules.check_can_correct(exam, "M", "M", "Was there", was_partly=True)
    rules.check_can_correct(exam, "M", "M", "Left early", partly=True)
    with pytest.raises(rules.ResultRefused, match="is M# already"):
        rules.check_can_correct(exam, "M", "M", "Why", was_partly=True, partly=True)


@pytest.mark.parametrize(
    ("number", "grade", "says"),
    [("4", "M", "Unit 4 has no exam"), ("1", "absent", "goes with a grade alone")],
)
def test_only_with_the_grade_of_an_exam_part_of_it_was_missed(number, grade, says):
    with pytest.raises(rules.ResultRefused, match=says):
        rules.check_can_correct(DIPLOMA.unit(number), "P", grade, "Why", partly=True)


def test_a_correction_of_a_moderated_unit_to_unclassified_is_possible():
    unit = SimpleNamespace(number="4", grades=("D", "M", "P", "U"), examined=False)

    rules.check_can_correct(unit, "P", "U", "Not the candidate's own work")
