"""Every case of cases/*.toml: what the board has published, and what follows from it."""

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from interchange.catalogue import specification as specifications
from results.awarding import OtherUnit, award, points
from tests.factories.specifications import every
from tests.results.awarding import by_definition, made_up

EVERY = list(every().values())
CASES = Path(__file__).parent / "cases"


def cases(*keys):
    """The cases that say one of the keys, the board's worked example first."""
    found = []
    files = sorted(CASES.glob("*.toml"), key=lambda path: (path.stem != "05842", path.stem))
    for path in files:
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]:
            if set(keys) & case.keys():
                found.append(pytest.param(case, id=f"{path.stem}: {case['name']}"))
    return found


def rules_of(case):
    """The specification of a case: a real one, or that scheme and size over the case's units."""
    if "specification" in case:
        return every()[case["specification"]]
    return of_scheme(case["scheme"], case["size"])


def of_scheme(scheme, size):
    """Any qualification of the scheme and size: they share points and ladder."""
    suite, level = scheme.split("-L")
    for found in EVERY:
        if (found.suite, found.level, found.size) == (suite, int(level), size):
            return found
    raise LookupError(scheme, size)


@pytest.mark.parametrize("case", cases("at"))
def test_points_give_a_grade(case):
    assert (points.grade(rules_of(case), case["at"]) or "U") == case["grade"]


@pytest.mark.parametrize("case", cases("achieved"))
def test_a_candidate_of_a_real_qualification(case):
    rules = rules_of(case)

    found = award(
        rules,
        case["achieved"],
        pathway=case.get("pathway"),
        no_attempts_left=frozenset(case.get("no_attempts_left", [])),
        other=[OtherUnit("", one["credits"], one["grade"]) for one in case.get("other", [])],
    )

    check(case, rules, found)
    for number, worth in case.get("unit_points", {}).items():
        assert worth == next(one.points for one in found.counted if one.unit == number)


@pytest.mark.parametrize("case", cases("units"))
def test_a_candidate_of_a_made_up_combination(case):
    base = rules_of(case)
    units = [made_up.unit(one["number"], one["size"], one["examined"]) for one in case["units"]]
    units.sort(key=lambda one: int(one.number))
    required = [one["number"] for one in case["units"] if one["mandatory"]]
    optional = [one["number"] for one in case["units"] if not one["mandatory"]]
    left = base.total - sum(one.size for one in units if one.number in required)
    groups = [made_up.group("Mandatory units", required, counts=len(required))]
    groups += [made_up.group("Optional units", optional, size=left)] if optional else []
    rules = specified(base, units, groups)

    found = award(rules, {one["number"]: one["grade"] for one in case["units"]})

    check(case, rules, found)


@pytest.mark.parametrize("case", cases("all", "alike"))
def test_a_candidate_with_the_same_grade_throughout(case):
    base = rules_of(case)
    alike = case.get("alike") or by_size(base, case["all"])
    units = [made_up.unit(str(number + 1), alike["size"]) for number in range(alike["count"])]
    groups = [made_up.group("Units", [one.number for one in units], size=base.total)]
    rules = specified(base, units, groups)

    found = award(rules, {one.number: alike["grade"] for one in units})

    check(case, rules, found)
    if "points" in alike:
        assert {one.points for one in found.counted} == {alike["points"]}


@pytest.mark.parametrize("case", cases("combination"))
def test_units_that_a_school_teaches_are_a_valid_combination(case):
    rules = rules_of(case)

    found = award(rules, dict.fromkeys(case["combination"], "P"))

    assert found.kind == "award"
    assert found.size == case["total"]
    assert [one.unit for one in found.counted] == case["combination"]


@pytest.mark.parametrize("case", cases("number_of_units"))
def test_so_many_units_can_make_the_qualification(case):
    rules = rules_of(case)

    assert any(
        len(chosen) == case["number_of_units"]
        and sum(unit["examined"] for unit in chosen) == case["examined_units"]
        and sum(unit["size"] for unit in chosen) == case["total"] == rules.total
        for chosen in combinations_of(rules)
    )


@pytest.mark.parametrize("case", cases("mandatory_units"))
def test_so_many_options_can_stand_beside_the_mandatory_units(case):
    rules = rules_of(case)
    (required,) = (group.units for group in rules.groups if group.mandatory)

    options = {
        len(chosen) - len(required)
        for chosen in combinations_of(rules)
        if sum(unit["size"] for unit in chosen) == case["total"]
    }

    assert len(required) == case["mandatory_units"]
    assert options == set(case["optional_units"])


def specified(base, units, groups):
    """The ladder and points of the base, over other units."""
    rules = made_up.qualification(units, groups, base.total, suite=base.suite)
    return replace(
        rules, points=base.points, points_per=base.points_per, boundaries=base.boundaries
    )


def by_size(base, told):
    """So many GLH or credits as units of one usual size."""
    size = 60 if base.measure == "glh" else 5
    assert told["size"] == base.total
    return {"count": told["size"] // size, "size": size, "grade": told["grade"]}


def combinations_of(rules):
    """Every collection that meets the rules, tried one by one."""
    return by_definition.combinations_of(specifications.to_dict(rules))


def check(case, rules, found):
    """The outcome is what the case expects."""
    assert found.kind == case["outcome"]
    assert found.grade == case.get("grade")
    assert found.points == case["points"] == sum(one.points for one in found.counted)
    if "size_counted" in case:
        parts = {one.unit: one.size_counted for one in found.counted if one.size_counted < one.size}
        assert parts == case["size_counted"]
    if "counted_options" in case:
        required = {number for one in rules.groups if one.mandatory for number in one.units}
        counted = {one.unit for one in found.counted}
        assert counted == required | set(case["counted_options"])
    if "short_of" in case:
        could_be = [one for short in found.shortfalls for one in short.could_be]
        assert list(dict.fromkeys(could_be)) == case["short_of"]
    for number, because in case.get("not_counted", {}).items():
        assert (number, because) in [(one.unit, one.because) for one in found.not_counted]
    if "pathway" in case:
        assert found.pathway == case["pathway"]
