"""The working of an award is kept as few bytes and read back as it was."""

from random import Random

import pytest

from interchange.catalogue import specification as specifications
from results.awarding import Achievements, OtherUnit, award_all, working
from tests.results.awarding import made_up
from tests.results.awarding.both_ways import RULES, compare


def test_the_working_reads_back_unit_by_unit():
    rules = specifications.load("05831")
    candidate = Achievements({unit.number: "M" for unit in rules.units})

    packed = working.packed_of(rules, candidate)

    assert len(packed) == 9 + len(rules.units)
    assert working.counted(rules, packed) == award_all(rules, [candidate])[0].counted
    assert dict(working.units_held(rules, packed)) == candidate.grades


def test_units_of_another_awarding_body_are_not_packed():
    rules = specifications.load("05352")
    other = OtherUnit("Animation", 10, "M")

    assert working.packed_of(rules, Achievements({"1": "P"}, other=(other,))) is None


@pytest.mark.slow
def test_who_is_decided_among_many_is_decided_as_one_who_is_looked_at():
    random = Random(14)
    invented = [made_up.random_qualification(random) for _ in range(60)]

    compared = sum(compare(rules, random, 12) for rules in (*RULES, *invented))

    assert compared == 12 * (len(RULES) + 60)
