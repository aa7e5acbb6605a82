"""The engine against the definition, over made-up qualifications and candidates."""

from random import Random

import pytest

from interchange.catalogue import specification as specifications
from results.awarding import (
    Achievements,
    NotOffered,
    TooManyUnits,
    UnknownGrade,
    UnknownPathway,
    award,
    award_all,
    cohort,
)
from tests.results.awarding import by_definition, made_up

QUALIFICATIONS, COHORT = 40, 6  # of each seed


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(10))
def test_the_engine_finds_what_trying_every_collection_finds(seed):
    random = Random(seed)

    for _ in range(QUALIFICATIONS):
        rules = made_up.random_qualification(random)
        candidates = [made_up.random_candidate(random, rules) for _ in range(COHORT)]
        printed = specifications.to_dict(rules)
        expected = by_definition.outcomes(printed, candidates)
        found = award_all(rules, candidates)
        for candidate, one, wanted in zip(candidates, found, expected, strict=True):
            told = by_definition.as_defined(printed, candidate, one)
            assert told == wanted, (rules, candidate)


def test_one_candidate_is_a_cohort_of_one():
    random = Random(1)
    rules = specifications.load("05835")
    candidates = [made_up.random_candidate(random, rules) for _ in range(50)]

    together = award_all(rules, candidates)

    assert together == [
        award(rules, one.grades, pathway=one.pathway, no_attempts_left=one.no_attempts_left)
        for one in candidates
    ]


def test_a_cohort_of_nobody_has_no_outcomes():
    assert award_all(specifications.load("05842"), []) == []


def test_points_are_the_sum_over_what_is_counted():
    random = Random(2)
    rules = specifications.load("05347")

    for found in award_all(rules, [made_up.random_candidate(random, rules) for _ in range(50)]):
        assert found.points == sum(unit.points for unit in found.counted)


def test_every_unit_held_is_counted_or_told_why_not():
    rules = specifications.load("05839")
    held = {"1": "M", "2": "U", "3": "D", "4": "P", "6": "M", "9": "D", "11": "D", "99": "D"}

    found = award(rules, held)

    assert {one.unit for one in (*found.counted, *found.not_counted)} == held.keys()
    assert {one.unit: str(one.because) for one in found.not_counted} == {
        "2": "below_minimum",
        "4": "surplus",
        "11": "closed",
        "99": "unknown",
    }


def test_a_unit_of_another_pathway_does_not_count():
    rules = made_up.qualification(
        [made_up.unit("1", 60), made_up.unit("2", 60), made_up.unit("3", 60)],
        [made_up.group("Mandatory", ["1"], counts=1)],
        120,
        [
            made_up.pathway("North", made_up.group("Own", ["2"], counts=1)),
            made_up.pathway("South", made_up.group("Own", ["3"], counts=1)),
        ],
    )
    held = {"1": "P", "3": "D"}

    assert award(rules, held, pathway="North").not_counted[0].because == "other_pathway"
    assert award(rules, held).pathway == "South"
    assert award(rules, held).kind == "award"


def test_a_moderated_unit_cannot_be_a_near_pass():
    with pytest.raises(UnknownGrade, match="unit 4 of 05842 cannot be 'R'"):
        award(specifications.load("05842"), {"4": "R"})


def test_a_pathway_must_be_one_of_the_qualification():
    with pytest.raises(UnknownPathway, match="its pathways are IT Infrastructure Technician"):
        award(specifications.load("05842"), {}, pathway="Pottery")
    with pytest.raises(UnknownPathway, match="it has no pathways"):
        award(specifications.load("05838"), {}, pathway="Pottery")


def test_nobody_is_awarded_what_is_not_offered():
    with pytest.raises(NotOffered, match="05871 is not offered here yet: only 780 of 1080"):
        award(specifications.load("05871"), {})


def test_units_of_another_body_count_only_where_the_rules_let_them():
    other = (made_up.OtherUnit("Animation", 10, "D"),)
    candidate = Achievements({"1": "P", "2": "P", "3": "P"}, other=other)

    (it,) = award_all(specifications.load("05347"), [candidate])
    (later,) = award_all(specifications.load("05839"), [candidate])

    assert [one.unit for one in it.counted] == ["1", "2", "Animation"]
    assert it.points == 230
    assert later.not_counted[-1].because == "other_awarding_body"


def test_too_many_units_of_another_body_are_refused_and_not_pondered_forever():
    rules = specifications.load("05347")
    alike = [made_up.OtherUnit(str(number), 10, "P") for number in range(20)]
    mixed = [made_up.OtherUnit(str(number), number + 1, "P") for number in range(20)]

    assert award(rules, {}, other=alike).kind == "award"
    with pytest.raises(TooManyUnits, match="20 units of another awarding body are too many"):
        award(rules, {}, other=mixed)


def test_no_more_units_are_pondered_than_bits_can_tell():
    rules = specifications.load("05358")  # 38 units of its own
    alike = [made_up.OtherUnit(str(number), 7, "P") for number in range(25)]

    assert award(rules, {}, other=alike[:24]).kind == "not_yet"
    with pytest.raises(TooManyUnits, match="25 units of another awarding body are too many"):
        award(rules, {}, other=alike)


@pytest.mark.slow
def test_rules_that_no_file_may_hold_are_refused_when_they_are_laid_out():
    units = [made_up.unit(str(number), 30 + number) for number in range(1, 41)]
    groups = [made_up.group("Any", [unit.number for unit in units], size=1000)]

    with pytest.raises(TooManyUnits, match="the 40 units of 05842 are too many"):
        award(made_up.qualification(units, groups, 1000), {})


def test_a_cohort_decided_in_parts_has_the_same_outcomes(monkeypatch):
    rules = specifications.load("05837")
    random = Random(3)
    some = [made_up.random_candidate(random, rules) for _ in range(40)]
    together = award_all(rules, some)

    monkeypatch.setattr(cohort, "GATHERED_AT_ONCE", 20)

    assert award_all(rules, some) == together
