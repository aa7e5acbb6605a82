"""What exceeds the size: from which units it is taken, and what remains of them."""

from dataclasses import replace

import pytest

from interchange.catalogue.specification import UnitPoints
from results.awarding import OtherUnit, award
from tests.results.awarding import made_up


def qualification(sizes, *, total, mandatory=(), counts=0, **more):
    """A qualification over units of these sizes, numbered from 1, and one that nobody takes."""
    units = [made_up.unit(str(number), size) for number, size in enumerate(sizes, 1)]
    units.append(made_up.unit("9", 30))
    groups = [made_up.group("Required", mandatory, counts=len(mandatory))] if mandatory else []
    optional = [unit.number for unit in units if unit.number not in mandatory]
    return made_up.qualification(
        units, [*groups, made_up.group("Optional", optional, counts=counts or 1)], total, **more
    )


def parts(rules, grades, **more):
    """What of each counted unit counts, with its points."""
    found = award(rules, grades, **more)
    assert found.points == sum(one.points for one in found.counted)
    return {one.unit: (one.size_counted, one.points) for one in found.counted}


def test_a_combination_of_just_the_size_loses_nothing():
    rules = qualification([60, 60], total=120)

    assert parts(rules, {"1": "D", "2": "P"}) == {"1": (60, 18), "2": (60, 14)}


def test_the_surplus_is_taken_from_the_weakest_unit():
    rules = qualification([60, 60], total=90)

    assert parts(rules, {"1": "P", "2": "D"}) == {"1": (30, 7), "2": (60, 18)}


def test_of_equally_weak_units_the_higher_number_loses():
    rules = qualification([60, 60], total=90)

    assert parts(rules, {"1": "M", "2": "M"}) == {"1": (60, 16), "2": (30, 8)}


def test_the_weakest_unit_is_weakest_by_the_hour():
    rules = qualification([90, 30], total=90, counts=2)

    assert parts(rules, {"1": "P", "2": "M"}) == {"1": (60, 14), "2": (30, 8)}


def test_mandatory_units_lose_nothing_however_weak():
    rules = qualification([60, 60], total=90, mandatory=["1"])

    assert parts(rules, {"1": "P", "2": "D"}) == {"1": (60, 14), "2": (30, 9)}


def test_what_remains_of_a_unit_earns_its_share_rounded_down():
    rules = replace(
        qualification([60, 60], total=80),
        points=(UnitPoints(60, "P", 7, "", False), UnitPoints(60, "D", 9, "", False)),
    )

    assert parts(rules, {"1": "D", "2": "P"}) == {"1": (60, 9), "2": (20, 2)}


def test_a_unit_of_which_nothing_remains_still_counts_in_its_group():
    rules = qualification([60, 60], total=60, counts=2)

    found = award(rules, {"1": "P", "2": "D"})

    assert parts(rules, {"1": "P", "2": "D"}) == {"1": (0, 0), "2": (60, 18)}
    assert (found.kind, found.size) == ("award", 60)


def test_surplus_that_takes_several_units_takes_the_weakest_first():
    rules = qualification([60, 60, 60], total=90, counts=3)

    assert parts(rules, {"1": "M", "2": "P", "3": "D"}) == {
        "1": (30, 8),
        "2": (0, 0),
        "3": (60, 18),
    }


def test_the_choice_is_by_what_remains():
    rules = qualification([30, 60, 60], total=90)
    grades = {"1": "M", "2": "D", "3": "D"}

    assert parts(rules, grades) == {"2": (60, 18), "3": (30, 9)}
    assert parts(rules, {**grades, "3": "P"}) == {"1": (30, 8), "2": (60, 18)}


def test_of_units_that_lose_all_they_earn_the_lower_number_counts():
    rules = qualification([60, 60, 60], total=60, counts=2)

    assert list(parts(rules, {"1": "P", "2": "M", "3": "D"})) == ["1", "3"]


def test_where_rounding_hides_a_point_the_lower_number_counts():
    rules = replace(
        qualification([60, 60, 60], total=70),
        points=tuple(UnitPoints(60, grade, worth, "", False) for grade, worth in [
            ("P", 7), ("M", 8), ("D", 9)
        ]),
    )  # fmt: skip

    assert list(parts(rules, {"1": "D", "2": "P", "3": "M"})) == ["1", "2"]


def test_surplus_of_another_bodys_unit_is_lost_before_that_of_equal_own_ones():
    units = [made_up.unit("1", 10), made_up.unit("2", 10)]
    groups = [made_up.group("Any", ["1", "2"], counts=0, size=25, others=True)]
    rules = made_up.qualification(units, groups, 25, suite="2012")

    found = parts(rules, {"1": "P", "2": "P"}, other=[OtherUnit("Elsewhere", 10, "P")])

    assert found == {"1": (10, 70), "2": (10, 70), "Elsewhere": (5, 35)}


def test_the_part_that_does_not_count_is_of_the_route_taken():
    rules = made_up.qualification(
        [made_up.unit("1", 60), made_up.unit("2", 60)],
        [made_up.group("Any", ["1", "2"], size=90)],
        90,
        [
            made_up.pathway("North", made_up.group("Own", ["1"], counts=1)),
            made_up.pathway("South", made_up.group("Own", ["2"], counts=1)),
        ],
    )
    grades = {"1": "P", "2": "D"}

    assert parts(rules, grades, pathway="North") == {"1": (60, 14), "2": (30, 9)}
    assert parts(rules, grades, pathway="South") == {"1": (30, 7), "2": (60, 18)}
    assert award(rules, grades).pathway == "South"


def test_what_counts_meanwhile_has_no_surplus_before_the_size_is_reached():
    rules = qualification([60, 60, 60], total=150)

    found = award(rules, {"1": "P", "2": "P"})

    assert (found.kind, found.points) == ("not_yet", 28)


def test_what_counts_meanwhile_beyond_the_size_earns_nothing_either():
    rules = qualification([30, 60, 60], total=90, mandatory=["1"], counts=2)

    found = award(rules, {"2": "P", "3": "D"})

    assert (found.kind, found.points) == ("not_yet", 18 + 7)


@pytest.mark.parametrize(("surplus", "points"), [("earns", 32), ("earns nothing", 24)])
def test_whether_surplus_earns_is_a_figure_of_the_rules(surplus, points):
    rules = qualification([60, 60], total=90, surplus=surplus)

    assert award(rules, {"1": "M", "2": "M"}).points == points
