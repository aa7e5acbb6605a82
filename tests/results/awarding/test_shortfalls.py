"""What a candidate is told to be short of, and whether filling it helps."""

from dataclasses import replace
from itertools import chain, combinations
from random import Random

import pytest

from interchange.catalogue import specification as specifications
from results.awarding import Achievements, award, award_all
from results.awarding.outcome import Kind
from tests.results.awarding import made_up


def shortfalls(code, grades, **more):
    """The shortfalls of a candidate, each as group, reason, amount, and what could fill it."""
    found = award(specifications.load(code), grades, **more)
    return [
        (one.group, str(one.reason), one.needed, one.measure, one.could_be)
        for one in found.shortfalls
    ]


def test_an_award_is_short_of_nothing():
    assert shortfalls("05838", {"1": "P", "2": "P"}) == []


def test_each_missing_mandatory_unit_is_told_by_itself():
    assert shortfalls("05830", {"2": "P"}) == [
        ("Mandatory units", "missing", 1, "units", ("1",)),
        ("Mandatory units", "missing", 1, "units", ("3",)),
    ]


def test_a_unit_held_below_its_minimum_is_told_as_such():
    assert shortfalls("05830", {"1": "U", "2": "P", "3": "P"}) == [
        ("Mandatory units", "below_minimum", 1, "units", ("1",))
    ]


def test_an_exam_without_attempts_left_cannot_be_filled():
    found = award(
        specifications.load("05830"),
        {"1": "P", "2": "U", "3": "P"},
        no_attempts_left=frozenset({"2"}),
    )

    (short,) = found.shortfalls
    assert found.kind == "unclassified"
    assert (short.reason, short.could_be, short.because) == ("attempts_used_up", (), ("2",))


def test_options_are_short_by_guided_hours():
    assert shortfalls("05823", {"1": "P", "2": "P", "3": "P", "4": "P", "5": "M"}) == [
        ("Optional units", "missing", 60, "glh", ("10", "16"))
    ]


def test_options_held_below_their_minimum_come_with_the_reason():
    held = {"1": "P", "2": "P", "3": "P", "4": "P", "5": "M", "10": "U"}

    assert shortfalls("05823", held) == [
        ("Optional units", "below_minimum", 60, "glh", ("10", "16"))
    ]


def test_a_unit_held_that_does_not_count_explains_the_gap():
    held = {"1": "P", "2": "P", "3": "P", "4": "P", "5": "M", "23": "M"}
    found = award(specifications.load("05823"), held)

    (short,) = found.shortfalls
    assert (short.reason, short.because) == ("does_not_count", ("23",))


def test_options_that_only_used_up_exams_could_fill_say_so():
    rules = made_up.qualification(
        [made_up.unit("1", 60, examined=True), made_up.unit("2", 60)],
        [made_up.group("Options", ["1", "2"], size=120)],
        120,
    )

    found = award(rules, {"1": "U", "2": "P"}, no_attempts_left=frozenset({"1"}))

    (short,) = found.shortfalls
    assert found.kind == "unclassified"
    assert (short.reason, short.needed, short.because) == ("attempts_used_up", 60, ("1",))


def test_a_group_that_counts_units_is_short_by_units():
    rules = made_up.qualification(
        [made_up.unit(str(number), 30) for number in range(1, 5)],
        [made_up.group("Any two", ["1", "2", "3", "4"], counts=2)],
        30,
    )

    found = award(rules, {"1": "P"})

    (short,) = found.shortfalls
    assert (short.needed, short.measure, short.could_be) == (1, "units", ("2", "3", "4"))


def test_a_total_that_no_group_explains_is_told_by_itself():
    rules = made_up.qualification(
        [made_up.unit(str(number), 30) for number in range(1, 5)],
        [made_up.group("Any", ["1", "2", "3", "4"], counts=1)],
        120,
    )

    found = award(rules, {"1": "P", "2": "P"})

    (short,) = found.shortfalls
    assert (short.group, short.reason, short.needed) == ("", "size_total", 60)
    assert short.could_be == ("3", "4")


def test_a_total_explained_by_missing_units_is_not_told_twice():
    assert [group for group, *_ in shortfalls("05839", {})] == [
        "Mandatory units",
        "Mandatory units",
        "Mandatory units",
        "Optional units",
    ]


def test_points_too_low_name_the_units_that_could_earn_more():
    found = shortfalls("05838", {"1": "R", "2": "P"}, no_attempts_left=frozenset({"2"}))

    assert found == [("", "points_too_low", 3, "points", ("1",))]


def test_points_too_low_name_units_that_could_take_the_place_of_weaker_ones():
    resat = frozenset({"1", "2", "3"})

    found = shortfalls("05822", {"1": "R", "2": "R", "3": "R"}, no_attempts_left=resat)

    assert found == [("", "points_too_low", 6, "points", ("4",))]
    assert award(specifications.load("05822"), dict.fromkeys("123", "R") | {"4": "D"}).grade == "P"


def test_points_too_low_that_nothing_can_raise_name_no_unit():
    resat = frozenset({"1", "2"})

    found = shortfalls("05843", {"1": "R", "2": "R"}, no_attempts_left=resat)

    assert found == [("", "points_too_low", 6, "points", ())]


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(6))
def test_filling_every_shortfall_completes_the_combination(seed):
    random = Random(seed)
    for _ in range(60):
        rules = made_up.random_qualification(random)
        candidates = [made_up.random_candidate(random, rules) for _ in range(5)]
        founds = award_all(rules, candidates)
        assert all(bool(one.shortfalls) == (one.kind != "award") for one in founds)
        short = [
            (candidate, found)
            for candidate, found in zip(candidates, founds, strict=True)
            if found.kind == "not_yet"
        ]
        after = [filled(candidate, found) for candidate, found in short]
        for (candidate, found), later in zip(short, award_all(rules, after), strict=True):
            assert later.kind != "not_yet", (rules, candidate, found)


def filled(candidate, found):
    """The candidate, with a pass in every unit that could fill what they are short of."""
    more = {number: "P" for short in found.shortfalls for number in short.could_be}
    return replace(candidate, grades={**candidate.grades, **more})


def test_a_used_up_exam_is_no_reason_where_other_units_are_enough():
    rules = made_up.qualification(
        [made_up.unit("1", 60, examined=True), made_up.unit("2", 60), made_up.unit("3", 60)],
        [made_up.group("Options", ["1", "2", "3"], size=120)],
        120,
    )

    found = award(rules, {"1": "U"}, no_attempts_left=frozenset({"1"}))

    (short,) = found.shortfalls
    assert found.kind == "not_yet"
    assert (short.reason, short.could_be, short.because) == ("missing", ("2", "3"), ())


def test_a_total_is_short_by_what_units_that_fill_two_groups_at_once_leave():
    rules = made_up.qualification(
        [made_up.unit(str(number), 30) for number in range(1, 5)],
        [
            made_up.group("North", ["1", "2"], counts=1),
            made_up.group("South", ["1", "2", "3", "4"], counts=1),
        ],
        90,
    )

    found = award(rules, {})

    assert [(one.group, one.needed) for one in found.shortfalls] == [
        ("North", 1),
        ("South", 1),
        ("", 90 - 30),
    ]


@pytest.mark.parametrize("code", specifications.codes())
def test_whoever_lacks_something_has_a_unit_left_or_an_exam_used_up(code):
    """So the cause that no unit is left, `cannot_complete`, stands nowhere by the rules there are.

    Where nothing that is lacking could come from any unit, all are held but exams without a
    further attempt: each choice of these is tried.
    """
    rules = specifications.load(code)
    if not rules.offered:
        return
    exams = [unit.number for unit in rules.units if unit.examined]
    used_up = chain.from_iterable(combinations(exams, many) for many in range(len(exams) + 1))
    ways = [None, *(pathway.name for pathway in rules.pathways)]
    everything = {unit.number: unit.achieving[-1] for unit in rules.units}
    candidates = [
        Achievements({**everything, **dict.fromkeys(gone, "U")}, way, frozenset(gone))
        for gone in used_up
        for way in ways
    ]

    assert not [
        (candidate.no_attempts_left, candidate.pathway)
        for candidate, found in zip(candidates, award_all(rules, candidates), strict=True)
        if found.kind == Kind.NOT_YET
        and not any(short.could_be or short.is_used_up for short in found.shortfalls)
    ]
