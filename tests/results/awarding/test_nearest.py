"""The least that would bring a candidate to the next grade."""

from dataclasses import replace
from itertools import combinations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from results.awarding import Achievements, award, nearest, nearest_of_all
from results.awarding.nearest import Step
from tests.factories import specifications
from tests.results.awarding import made_up

OFFERED = [rules.code for rules in specifications.offered()]


@st.composite
def small_cases(draw):
    """A made-up qualification of a few units, and a candidate who holds some of them."""
    random = Random(draw(st.integers(0, 10**9)))
    rules = made_up.random_qualification(random, 3, 6)
    held = {one.number: random.choice([None, *one.grades]) for one in rules.units}
    grades = {number: grade for number, grade in held.items() if grade}
    spent = frozenset(one.number for one in rules.units if one.examined and random.random() < 0.2)
    pathway = random.choice([None, *(way.name for way in rules.pathways)])
    return rules, Achievements(grades, pathway, spent)


def height(rules, candidate, more=()):
    """Where the candidate stands among the grades, with more grades than are held."""
    grades = {**candidate.grades, **dict(more)}
    spent = candidate.no_attempts_left
    found = award(rules, grades, pathway=candidate.pathway, no_attempts_left=spent)
    names = [boundary.grade for boundary in reversed(rules.boundaries)]
    return names.index(found.grade) + 1 if found.kind == "award" else 0


def fewest(rules, candidate):
    """How many units need a better grade, by trying all; None where no number is enough."""
    units = [
        (one.number, one.grades[0])
        for one in rules.units
        if candidate.grades.get(one.number) != one.grades[0]
        and not (one.examined and one.number in candidate.no_attempts_left)
    ]
    now = height(rules, candidate)
    return next(
        (
            count
            for count in range(1, len(units) + 1)
            if any(height(rules, candidate, some) > now for some in combinations(units, count))
        ),
        None,
    )


@pytest.mark.slow
@given(small_cases())
@settings(max_examples=30, deadline=None)
def test_no_fewer_units_would_do_and_none_of_their_grades_could_be_lower(case):
    rules, candidate = case

    way = nearest(rules, candidate)

    assert (way and len(way.steps)) == fewest(rules, candidate)
    if way:
        now, more = height(rules, candidate), {one.unit: one.grade for one in way.steps}
        assert height(rules, candidate, more.items()) > now
        for step in way.steps:
            possible = rules.unit(step.unit).achieving
            lower = possible[possible.index(step.grade) + 1 :][:1]
            for worse in (grade for grade in lower if grade != step.held):
                assert height(rules, candidate, {**more, step.unit: worse}.items()) <= now


@pytest.mark.parametrize("code", OFFERED)
def test_whoever_holds_nothing_completes_every_qualification_by_the_least(code):
    rules = specifications.every()[code]

    way = nearest(rules, Achievements({}))

    found = award(rules, {one.unit: one.grade for one in way.steps})
    assert (found.kind, found.grade) == ("award", way.grade)
    assert way.grade == rules.boundaries[-1].grade
    assert way.is_least


def test_one_better_grade_is_told_where_one_is_enough():
    rules = specifications.every()["05842"]
    held = nearest(rules, Achievements({}))
    grades = {one.unit: one.grade for one in held.steps}
    left_out = held.steps[-1]
    without = {number: grade for number, grade in grades.items() if number != left_out.unit}

    way = nearest(rules, Achievements(without))

    assert way.steps == (replace(left_out, held=""),)


def test_there_is_no_way_beyond_the_best_grade_nor_where_no_attempt_is_left():
    rules = specifications.every()["05842"]
    best = {one.number: one.grades[0] for one in rules.units}
    exams = frozenset(one.number for one in rules.units if one.examined)

    assert nearest(rules, Achievements(best)) is None
    assert nearest(rules, Achievements({}, None, exams)) is None


def test_a_unit_held_below_its_minimum_is_a_step_from_what_is_held():
    rules = specifications.every()["05842"]
    exam = next(one for one in rules.units if one.examined)
    grades = {one.unit: one.grade for one in nearest(rules, Achievements({})).steps}

    way = nearest(rules, Achievements({**grades, exam.number: "U"}))

    assert [(one.unit, one.held) for one in way.steps] == [(exam.number, "U")]
    assert isinstance(way.steps[0], Step)


@pytest.mark.parametrize("code", OFFERED)
def test_a_class_has_the_ways_that_its_candidates_have_one_by_one(code):
    rules, random = specifications.every()[code], Random(code)
    held = [
        {one.number: random.choice(one.grades) for one in rules.units if random.random() < share}
        for share in (0, 0.2, 0.4, 0.6, 0.8, 1)
    ]
    candidates = [Achievements(grades) for grades in held]

    assert nearest_of_all(rules, candidates) == [nearest(rules, one) for one in candidates]
