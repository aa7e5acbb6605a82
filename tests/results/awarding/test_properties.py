"""What must hold for every specification file, whatever a candidate holds."""

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interchange.catalogue import specification as specifications
from results.awarding import Achievements, award, award_all, points
from results.awarding.plan import plan

OFFERED = [code for code in specifications.codes() if specifications.load(code).offered]
MOST_PATTERNS = 1000  # beyond it, deciding a cohort would no longer be quick


@cache
def rules_of(code):
    """The specification, read once."""
    return specifications.load(code)


@st.composite
def holdings(draw):
    """A qualification that is offered, and what a candidate holds of it."""
    rules = rules_of(draw(st.sampled_from(OFFERED)))
    grades = {}
    for unit in rules.units:
        grade = draw(st.sampled_from([None, *unit.grades, *unit.achieving * 2]))
        if grade:
            grades[unit.number] = grade
    pathway = draw(st.sampled_from([None, *(way.name for way in rules.pathways)]))
    return rules, Achievements(grades, pathway)


def height(rules, outcome):
    """How good an outcome is: awards by grade, then all else."""
    grades = [boundary.grade for boundary in reversed(rules.boundaries)]
    return grades.index(outcome.grade) + 1 if outcome.kind == "award" else 0


@pytest.mark.parametrize("code", OFFERED)
def test_passes_in_every_unit_reach_the_lowest_grade(code):
    rules = rules_of(code)

    found = award(rules, dict.fromkeys([unit.number for unit in rules.units], "P"))

    assert found.kind == "award"
    assert found.points >= points.lowest(rules)
    assert found.size >= rules.total


@pytest.mark.parametrize("code", OFFERED)
def test_distinctions_in_every_unit_reach_the_highest_grade(code):
    rules = rules_of(code)

    found = award(rules, dict.fromkeys([unit.number for unit in rules.units], "D"))

    assert found.grade == rules.boundaries[0].grade


@pytest.mark.parametrize("code", OFFERED)
def test_a_candidate_with_nothing_is_told_what_is_missing(code):
    found = award(rules_of(code), {})

    assert found.kind == "not_yet"
    assert found.points == 0
    assert found.shortfalls


@pytest.mark.parametrize("code", OFFERED)
def test_there_are_few_enough_ways_to_fill_the_rules(code):
    assert 0 < len(plan(rules_of(code)).ends) <= MOST_PATTERNS


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
    after = Achievements({**before.grades, number: better}, before.pathway)

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
    after = Achievements({**before.grades, unit.number: grade}, before.pathway)

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

    best, *each = award_all(
        rules, [Achievements(candidate.grades, name) for name in [None, *names]]
    )

    assert height(rules, best) == max(height(rules, one) for one in each)
