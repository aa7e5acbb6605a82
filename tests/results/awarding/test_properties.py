"""What must hold for every specification file, whatever a candidate holds."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from results.awarding import Achievements, OtherUnit, award, award_all
from results.awarding.plan import plan
from tests.factories import specifications
from tests.results.awarding import made_up

OFFERED = [rules.code for rules in specifications.offered()]
OTHERS = [OtherUnit("", size, grade) for size in (3, 5, 10, 12) for grade in "DMP"]
MOST_PATTERNS = 1000  # beyond it, deciding a cohort would no longer be quick


@st.composite
def holdings(draw):
    """A qualification that is offered or made up, and what a candidate holds of it."""
    if draw(st.booleans()):
        rules = specifications.every()[draw(st.sampled_from(OFFERED))]
    else:
        rules = made_up.random_qualification(Random(draw(st.integers(0, 10**9))))
    grades = {}
    for unit in rules.units:
        grade = draw(st.sampled_from([None, *unit.grades, *unit.achieving * 2]))
        if grade:
            grades[unit.number] = grade
    pathway = draw(st.sampled_from([None, *(way.name for way in rules.pathways)]))
    most = 3 if rules.other_awarding_bodies else 0
    other = draw(st.lists(st.sampled_from(OTHERS), max_size=most))
    return rules, Achievements(grades, pathway, other=tuple(other))


def height(rules, outcome):
    """How good an outcome is: awards by grade, then all else."""
    grades = [boundary.grade for boundary in reversed(rules.boundaries)]
    return grades.index(outcome.grade) + 1 if outcome.kind == "award" else 0


def of_the_size(rules, grade):
    """The points of the whole size at that grade."""
    size = rules.units[0].size if rules.points_per == "unit" else 1
    (rate,) = [row.points for row in rules.points if (row.size, row.grade) == (size, grade)]
    return rules.total * rate // size


@pytest.mark.parametrize("code", OFFERED)
@pytest.mark.parametrize("grade", "PMD")
def test_units_all_at_one_grade_give_that_grade(code, grade):
    rules = specifications.every()[code]

    found = award(rules, dict.fromkeys([unit.number for unit in rules.units], grade))

    assert (found.kind, found.size) == ("award", rules.total)
    assert found.points == of_the_size(rules, grade)
    at_the_ends = {"P": rules.boundaries[-1].grade, "D": rules.boundaries[0].grade}
    assert found.grade == at_the_ends.get(grade, found.grade)


@pytest.mark.slow
@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.sampled_from(OFFERED), st.sampled_from("PMD"), st.data())
def test_any_units_all_at_one_grade_give_that_grade(code, grade, data):
    rules = specifications.every()[code]
    numbers = [unit.number for unit in rules.units]
    left_out = data.draw(st.sets(st.sampled_from(numbers), max_size=len(numbers) // 2))
    credits = data.draw(st.lists(st.sampled_from([1, 4, 7, 10, 25]), max_size=3))

    found = award(
        rules,
        dict.fromkeys([number for number in numbers if number not in left_out], grade),
        other=[OtherUnit("", size, grade) for size in credits],
    )

    if found.kind == "award":
        assert (found.points, found.size) == (of_the_size(rules, grade), rules.total)


@pytest.mark.parametrize("code", OFFERED)
def test_a_candidate_with_nothing_is_told_what_is_missing(code):
    found = award(specifications.every()[code], {})

    assert found.kind == "not_yet"
    assert found.points == 0
    assert found.shortfalls


@pytest.mark.parametrize("code", OFFERED)
def test_there_are_few_enough_ways_to_fill_the_rules(code):
    assert 0 < len(plan(specifications.every()[code]).ends) <= MOST_PATTERNS


@pytest.mark.slow
@settings(max_examples=200, deadline=None, derandomize=True)
@given(holdings(), st.data())
def test_a_better_grade_never_lowers_the_outcome(holding, data):
    rules, before = holding
    if not before.grades:
        return
    number = data.draw(st.sampled_from(sorted(before.grades)))
    possible = rules.unit(number).grades
    better = data.draw(st.sampled_from(possible[: possible.index(before.grades[number]) + 1]))
    after = replace(before, grades={**before.grades, number: better})

    earlier, later = award_all(rules, [before, after])

    assert height(rules, later) >= height(rules, earlier)
    assert earlier.kind != "award" or later.points >= earlier.points


@pytest.mark.slow
@settings(max_examples=200, deadline=None, derandomize=True)
@given(holdings(), st.data())
def test_another_unit_never_lowers_the_outcome(holding, data):
    rules, before = holding
    more = [unit for unit in rules.units if unit.number not in before.grades]
    if not more:
        return
    unit = data.draw(st.sampled_from(more))
    grade = data.draw(st.sampled_from(unit.grades))
    after = replace(before, grades={**before.grades, unit.number: grade})

    earlier, later = award_all(rules, [before, after])

    assert height(rules, later) >= height(rules, earlier)
    assert earlier.kind != "award" or later.points >= earlier.points


@pytest.mark.slow
@settings(max_examples=100, deadline=None, derandomize=True)
@given(holdings())
def test_no_pathway_given_is_as_good_as_the_best_one(holding):
    rules, candidate = holding
    names = [way.name for way in rules.pathways]
    if not names:
        return

    best, *each = award_all(rules, [replace(candidate, pathway=name) for name in [None, *names]])

    assert height(rules, best) == max(height(rules, one) for one in each)
