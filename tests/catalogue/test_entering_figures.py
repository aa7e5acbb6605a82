"""Figures typed by the board make a specification file that loads to what was typed."""

import tomllib
from dataclasses import replace

import pytest

from interchange.catalogue import specification as specifications
from interchange.catalogue.specification import Typed, TypedGroup, TypedUnit, as_typed, load
from tests.factories.specifications import every

SPORT = "05885"  # Level 2, one unit known, and not its GLH


def table(code):
    path = next(specifications.FOLDER.glob(f"20*/{code}.toml"))
    return tomllib.loads(path.read_text())


def as_known(code):
    """What would be typed if nothing were changed."""
    rules = every()[code]
    units, groups = as_typed(rules)
    points = {}
    for one in rules.points:
        points.setdefault(one.size, {})[one.grade] = one.points
    return Typed(
        units=units,
        groups=groups,
        total=rules.total,
        boundaries=tuple((one.grade, one.points) for one in rules.boundaries),
        points=points,
        grading=None,
        source="Handbook",
        url="",
        verified=True,
        not_offered_because=rules.not_offered_because,
    )


def entered(code, typed):
    return specifications.entered(table(code), every()[code], typed)


def sport(**other):
    """A made-up certificate of three units of 60 GLH, one of them examined."""
    units = tuple(TypedUnit(str(one), f"Unit {one}", 60, one == 1, "") for one in (1, 2, 3))
    group = TypedGroup("", "Mandatory units", 3, 0, ("1", "2", "3"), False)
    typed = replace(as_known(SPORT), units=units, groups=(group,), not_offered_because="")
    return replace(typed, **other)


@pytest.mark.parametrize("code", sorted(every()))
def test_what_is_typed_as_it_is_known_changes_nothing(code):
    rules = load(code, text=entered(code, as_known(code)))

    assert specifications.digest(rules) == specifications.digest(every()[code])


def test_what_was_typed_is_what_is_loaded():
    rules = load(SPORT, text=entered(SPORT, sport()))

    assert rules.offered
    assert [unit.number for unit in rules.units] == ["1", "2", "3"]
    assert [unit.number for unit in rules.units if unit.examined] == ["1"]
    assert {unit.size for unit in rules.units} == {60}
    assert rules.unit("1").grades == ("D", "M", "P", "1C")
    assert list(specifications.lacking(rules)) == []


def test_each_figure_typed_names_its_source_and_whether_it_was_read():
    rules = load(SPORT, text=entered(SPORT, sport(source="Handbook, page 9")))

    unit = rules.unit("2")
    assert unit.source == rules.groups[0].source
    assert {one.key: one.note for one in rules.sources}[unit.source] == "Handbook, page 9"
    assert "size" in unit.verified
    assert load(SPORT, text=entered(SPORT, sport(verified=False))).unit("2").provisional


def test_boundaries_and_points_of_its_own_take_the_place_of_the_schemes():
    points = {**sport().points, 60: {"D": 15, "M": 13, "P": 11}}
    typed = sport(boundaries=(("D", 44), ("M", 38), ("P", 31)), points=points)

    rules = load(SPORT, text=entered(SPORT, typed))

    assert [(one.grade, one.points) for one in rules.boundaries] == [
        ("D", 44),
        ("M", 38),
        ("P", 31),
    ]
    assert {one.grade: one.points for one in rules.points if one.size == 60}["D"] == 15
    assert {one.source for one in rules.points if one.size == 90} == {"none"}


@pytest.mark.parametrize(
    ("boundaries", "wrong"),
    [
        ((("P", 99), ("D*", 5)), r"a better grade must begin at more points.*: D\*, D, M, P"),
        ((("D*", 40), ("M", 38), ("D", 34), ("P", 30)), "a better grade must begin at more points"),
        ((("D*", 40), ("P", 30)), "no boundary is given for D and M"),
        ((("D*", 40), ("D", 38), ("MM", 34), ("P", 30)), "MM is no grade of this size"),
    ],
)
def test_boundaries_out_of_the_order_of_their_grades_are_refused(boundaries, wrong):
    with pytest.raises(specifications.SpecificationError, match=wrong):
        load(SPORT, text=entered(SPORT, sport(boundaries=boundaries)))


def test_a_boundary_that_the_best_grades_do_not_reach_is_refused():
    beyond = sport(boundaries=(("D*", 90), ("D", 44), ("M", 38), ("P", 31)))

    with pytest.raises(specifications.SpecificationError, match=r"D\* begins at 90 points.* earn"):
        load(SPORT, text=entered(SPORT, beyond))


def test_a_later_entry_keeps_the_source_of_what_it_leaves():
    first = entered(SPORT, sport(source="First"))
    known = load(SPORT, text=first)
    four = TypedUnit("4", "Four", 60, False, "")
    group = replace(sport().groups[0], units=("1", "2", "4"))
    more = sport(units=(*sport().units, four), groups=(group,), source="Second")

    rules = load(SPORT, text=specifications.entered(tomllib.loads(first), known, more))

    notes = {one.key: one.note for one in rules.sources}
    assert notes[rules.unit("2").source] == "First"
    assert notes[rules.unit("4").source] == "Second"


def test_words_with_quotes_and_backslashes_come_back_as_they_were_typed():
    title = 'A "quoted" \\ title – with\ttab'
    units = (TypedUnit("1", title, 60, True, ""), *sport().units[1:])

    assert load(SPORT, text=entered(SPORT, sport(units=units))).unit("1").title == title


def test_what_no_scheme_grades_is_graded_as_it_is_typed():
    code = "05803"  # Level 4
    units = tuple(TypedUnit(str(one), f"Unit {one}", 10, False, "") for one in range(1, 13))
    group = TypedGroup("", "Units", 0, 120, tuple(one.number for one in units), False)
    typed = replace(
        as_known(code),
        units=units,
        groups=(group,),
        total=120,
        boundaries=(("D", 1000), ("P", 840)),
        points={1: {"D": 9, "P": 7}},
        grading=(("D", "P", "U"), "P"),
        not_offered_because="",
    )

    rules = load(code, text=entered(code, typed))

    assert list(specifications.lacking(rules)) == []
    assert rules.unit("1").achieving == ("D", "P")


@pytest.mark.parametrize("code", ["05320", SPORT, "05803", "05825"])
def test_what_is_not_offered_says_what_it_lacks(code):
    assert list(specifications.lacking(every()[code]))


def test_what_is_offered_lacks_nothing():
    offered = [rules for rules in every().values() if rules.offered]

    assert [one.code for one in offered if list(specifications.lacking(one))] == []
