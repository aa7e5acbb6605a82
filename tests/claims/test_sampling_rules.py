"""What a proposed sample shows, and how close it comes to the smallest possible."""

from collections import Counter
from dataclasses import dataclass
from hashlib import sha256
from itertools import combinations
from random import Random
from types import SimpleNamespace

import pytest

from claims import rules
from claims.rules import covering
from claims.rules.sampling import KINDS, combination

SIZES = [(7, 6), (30, 10)]


@dataclass(frozen=True)
class Assessor:
    """A centre assessor."""

    initials: str

    def __str__(self):
        return self.initials


@dataclass(frozen=True)
class ALine:
    """A line as rules see one: whose, which unit, who marked it, which grade."""

    pk: int
    candidate_id: int
    number: str
    marked_by: str
    claimed: str

    @property
    def unit(self):
        return SimpleNamespace(number=self.number)

    @property
    def assessor(self):
        return Assessor(self.marked_by)

    @property
    def candidate(self):
        return SimpleNamespace(ocr_number=f"{50_000_000 + self.candidate_id}")


def a_claim(random, candidates=8, units=4, assessors=3):
    """Lines of a random claim: each candidate has some of the units."""
    places = [
        (who, unit)
        for who in range(candidates)
        for unit in random.sample(range(units), random.randint(1, units))
    ]
    return [
        ALine(pk, who, str(unit), f"A{random.randrange(assessors)}", random.choice("PMD"))
        for pk, (who, unit) in enumerate(places)
    ]


def shown(lines, people, every_combination=False):
    """What the work of the people shows."""
    kinds = {"together": combination} if every_combination else KINDS
    seen = [line for line in lines if line.candidate_id in people]
    return {(kind, name(line)) for line in seen for kind, name in kinds.items()}


@pytest.mark.parametrize(("cohort", "size"), [(1, 1), (6, 6), (7, 6), (29, 6), (30, 10), (500, 10)])
def test_small_cohorts_are_seen_whole_and_others_by_the_boards_figures(cohort, size):
    assert rules.wanted(cohort, SIZES) == size


def test_without_figures_everybody_is_seen():
    assert rules.wanted(40, []) == 40


@pytest.mark.parametrize("seed", range(60))
@pytest.mark.parametrize("every", [False, True])
def test_a_proposal_shows_everything_and_has_as_many_as_are_wanted(seed, every):
    random = Random(seed)
    lines = a_claim(random, candidates=random.randint(1, 40), units=8)
    everybody = {line.candidate_id for line in lines}

    chosen = rules.proposal(lines, SIZES, seed=seed, every_combination=every)

    assert len(chosen) == len(set(chosen)) >= rules.wanted(len(everybody), SIZES)
    assert shown(lines, chosen, every) == shown(lines, everybody, every)


@pytest.mark.slow
@pytest.mark.parametrize("every", [False, True])
def test_a_proposal_is_as_small_as_can_be(every):
    random = Random(7)
    for seed in range(60):
        lines = a_claim(random, candidates=10, units=3, assessors=2)
        chosen = rules.proposal(lines, [(1, 1)], seed=seed, every_combination=every)
        assert len(chosen) == smallest(lines, every)


@pytest.mark.parametrize("each", [1, 2, 5])
def test_works_are_proposed_of_every_unit_assessor_and_grade_as_many_as_are_there(each):
    lines = a_claim(Random(3), candidates=40, units=4)
    there = Counter(combination(line) for line in lines)

    chosen = set(rules.proposed_works(lines, each, seed=9))

    drawn = Counter(combination(line) for line in lines if line.pk in chosen)
    assert drawn == {name: min(each, count) for name, count in there.items()}


def test_who_is_proposed_changes_with_the_number_drawn():
    lines = a_claim(Random(1), candidates=40)
    numbers = range(20)

    assert len({tuple(rules.proposed_works(lines, 1, seed=one)) for one in numbers}) == 20
    assert len({frozenset(rules.proposal(lines, [(1, 1)], seed=one)) for one in numbers}) > 1


def test_every_work_is_as_likely_as_another():
    lines = [ALine(who, who, "4", "AA", "P") for who in range(4)]

    drawn = Counter(rules.proposed_works(lines, 1, seed=one)[0] for one in range(400))

    assert min(drawn.values()) > 70


def test_an_order_can_be_drawn_again_by_anybody():
    names = {1: "50000001 4", 2: "50000002 4", 3: "50000003 4"}
    by_hand = {pk: sha256(f"7 {name}".encode()).hexdigest() for pk, name in names.items()}

    assert covering.drawn(7, names) == sorted(names, key=by_hand.__getitem__)


def smallest(lines, every):
    """How few candidates show everything: by trying all."""
    people = {line.candidate_id for line in lines}
    shows = {who: shown(lines, {who}, every) for who in people}
    everything = set().union(*shows.values())
    return next(
        size
        for size in range(1, len(people) + 1)
        for some in combinations(people, size)
        if set().union(*(shows[who] for who in some)) == everything
    )


def test_the_same_claim_and_number_give_the_same_proposal():
    lines = a_claim(Random(1), candidates=20)

    backwards = list(reversed(lines))
    assert rules.proposal(lines, SIZES, seed=3) == rules.proposal(backwards, SIZES, seed=3)


def test_of_a_claim_from_which_everybody_was_taken_nothing_is_proposed():
    assert rules.proposal([], SIZES, seed=1) == []
    assert rules.proposed_works([], 1, seed=1) == []


def test_combinations_are_counted_only_when_asked():
    lines = [ALine(1, 1, "4", "AA", "P"), ALine(2, 2, "4", "BB", "M"), ALine(3, 3, "4", "BB", "P")]

    assert "Unit, assessor and grade together" not in rules.uncovered(lines, {1, 2})
    missing = rules.uncovered(lines, {1, 2}, every_combination=True)
    assert missing["Unit, assessor and grade together"] == ["unit 4 BB P"]


def test_an_amended_sample_changes_something_and_says_why():
    with pytest.raises(rules.ClaimNotReady, match="as the centre has it"):
        rules.check_can_amend([1, 2], [2, 1], "More work.")
    with pytest.raises(rules.ClaimNotReady, match="Say why"):
        rules.check_can_amend([1], [1, 2], " ")
    rules.check_can_amend([1], [1, 2], "Less work.")
