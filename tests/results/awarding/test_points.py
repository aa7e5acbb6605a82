"""Points of units, and what they add up to."""

import pytest

from interchange.catalogue import specification as specifications
from results.awarding import points


@pytest.mark.parametrize(
    ("size", "distinction", "merit", "pass_", "near_pass"),
    [(30, 9, 8, 7, 6), (60, 18, 16, 14, 12), (90, 27, 24, 21, 18), (120, 36, 32, 28, 24)],
)
def test_points_depend_on_guided_hours_and_grade(size, distinction, merit, pass_, near_pass):
    rules = specifications.load("05842")

    found = [points.of_unit(rules, size, grade) for grade in "DMPRU"]

    assert found == [distinction, merit, pass_, near_pass, 0]


def test_points_of_the_2012_suite_are_per_credit():
    rules = specifications.load("05347")

    assert [points.of_unit(rules, 10, grade) for grade in "DMPU"] == [90, 80, 70, 0]
    assert points.of_unit(rules, 3, "M") == 24


def test_the_first_boundary_reached_gives_the_grade():
    rules = specifications.load("05842")

    assert points.grade(rules, 206) == "D*D"
    assert points.grade(rules, 205) == "DD"
    assert points.grade(rules, 167) is None


def test_the_lowest_boundary_is_the_pass_mark():
    assert points.lowest(specifications.load("05842")) == 168
