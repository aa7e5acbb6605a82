"""Every way to fill the rules of combination, as numbers of units of each kind."""

import pytest

from results.awarding import combination
from results.awarding.pathway import routes
from tests.results.awarding import made_up


def ways(units, groups, total, **more):
    """The kinds of unit of a made-up qualification, and the patterns over them."""
    rules = made_up.qualification(units, groups, total, **more)
    open_ = routes(rules)
    kinds = combination.unit_kinds(rules, open_)
    needs = combination.needs(open_[0], 0, kinds, total)
    return kinds, [tuple(row) for row in combination.patterns(kinds, needs).tolist()]


def test_units_of_one_size_in_the_same_groups_are_of_one_kind():
    units = [made_up.unit("1", 60), made_up.unit("2", 60), made_up.unit("3", 30)]
    groups = [made_up.group("Any", ["1", "2", "3"], size=60)]

    kinds, _ = ways(units, groups, 60)

    assert [[place.number for place in kind.places] for kind in kinds] == [["1", "2"], ["3"]]


def test_mandatory_units_stand_in_every_pattern():
    units = [made_up.unit(str(number), 60) for number in range(1, 6)]
    groups = [
        made_up.group("Mandatory", ["1", "2"], counts=2),
        made_up.group("Optional", ["3", "4", "5"], size=60),
    ]

    _, patterns = ways(units, groups, 180)

    assert patterns == [(2, 1)]


def test_options_of_mixed_sizes_have_several_patterns():
    units = [made_up.unit("1", 60), made_up.unit("2", 60)]
    units += [made_up.unit("3", 30), made_up.unit("4", 30), made_up.unit("5", 90)]
    groups = [made_up.group("Optional", ["1", "2", "3", "4", "5"], size=120)]

    _, patterns = ways(units, groups, 120)

    assert set(patterns) == {(2, 0, 0), (1, 2, 0), (1, 0, 1), (0, 1, 1)}


def test_kinds_keep_their_columns_whichever_is_the_largest():
    sizes = [30, 60, 90, 90, 60, 60, 30, 30]
    units = [made_up.unit(str(number), size) for number, size in enumerate(sizes, 1)]
    every = [made_up.group("Optional", [unit.number for unit in units], size=240)]

    kinds, patterns = ways(units, every, 240)

    assert [kind.size for kind in kinds] == [30, 60, 90]
    assert patterns == sorted(set(patterns)) != []
    for pattern in patterns:
        taken = [size for size, number in zip([30, 60, 90], pattern, strict=True) if number]
        total = sum(n * size for n, size in zip(pattern, [30, 60, 90], strict=True))
        assert 240 <= total < 240 + min(taken)


@pytest.mark.slow
def test_rules_are_laid_out_whose_smallest_units_come_first():
    sizes = [30 * (number % 10 + 1) for number in range(40)]
    units = [made_up.unit(str(number), size) for number, size in enumerate(sizes, 1)]
    every = [made_up.group("Optional", [unit.number for unit in units], size=2100)]

    _, patterns = ways(units, every, 2100)

    assert (0, 0, 0, 0, 0, 0, 0, 2, 3, 3) in patterns  # 2,190 GLH, and no unit to spare
    assert (1, 0, 0, 0, 0, 0, 0, 2, 3, 3) not in patterns


def test_a_unit_of_two_groups_counts_in_both():
    units = [made_up.unit("1", 60), made_up.unit("2", 60), made_up.unit("3", 60)]
    groups = [
        made_up.group("North", ["1", "2"], counts=1),
        made_up.group("South", ["2", "3"], counts=1),
    ]

    _, patterns = ways(units, groups, 60)

    assert set(patterns) == {(0, 1, 0), (1, 0, 1)}


def test_a_unit_of_no_group_stands_in_no_pattern():
    units = [made_up.unit("1", 60), made_up.unit("2", 60)]
    groups = [made_up.group("Mandatory", ["1"], counts=1)]

    _, patterns = ways(units, groups, 60)

    assert patterns == [(1, 0)]


def test_rules_that_cannot_be_met_have_no_pattern():
    units = [made_up.unit("1", 60)]
    groups = [made_up.group("Mandatory", ["1"], counts=1)]

    assert ways(units, groups, 120)[1] == []
