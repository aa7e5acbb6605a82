"""The specification files: that they are sound, and that a broken one is told by file and line."""

import json

import pytest

from interchange.catalogue import specification as specifications
from interchange.catalogue.specification import (
    FOLDER,
    UnknownQualification,
    codes,
    digest,
    from_dict,
    load,
    qan_is_sound,
    reference_is_sound,
    to_dict,
)
from tests.factories.specifications import every

EVERY = every()
OFFERED = [code for code, found in EVERY.items() if found.offered]


def test_every_qualification_of_the_board_has_a_file():
    assert len(codes()) == 66
    assert sum(found.suite == "2016" for found in EVERY.values()) == 44


@pytest.mark.parametrize("code", codes())
def test_a_file_can_be_read_and_written_as_json(code):
    found = load(code)

    assert from_dict(json.loads(json.dumps(to_dict(found)))) == found
    assert found.title and found.subject_title and found.size_title
    assert found.offered or found.not_offered_because


@pytest.mark.parametrize("code", codes())
def test_every_figure_names_a_source_that_is_listed(code):
    found = load(code)
    listed = {source.key for source in found.sources}

    assert {cited.source for cited in found.cited} <= listed
    assert {unit.source for unit in found.units} <= listed
    assert {group.source for group in found.groups} <= listed
    assert {row.source for row in (*found.points, *found.boundaries, *found.ucas)} <= listed


@pytest.mark.parametrize("code", OFFERED)
def test_what_is_not_read_in_full_is_provisional(code):
    assert load(code).provisional


@pytest.mark.parametrize("code", OFFERED)
def test_units_stand_in_number_order(code):
    numbers = [int(unit.number) for unit in load(code).units]

    assert numbers == sorted(set(numbers))


def test_the_diploma_in_it_says_what_the_worked_example_needs():
    found = load("05842")

    assert (found.qan, found.size_title, found.measure, found.total) == (
        "601/7101/7",
        "Diploma",
        "glh",
        720,
    )
    assert [group.units for group in found.groups if group.mandatory] == [("1", "2", "3")]
    assert [group.size for group in found.groups if not group.mandatory] == [480]
    assert found.unit("1").exam.paper == "C380"
    assert found.unit("1").grades == ("D", "M", "P", "R", "U")
    assert found.unit("1").minimum == "R"
    assert found.unit("4").achieving == ("D", "M", "P")
    assert found.boundaries[0].grade == "D*D*"
    assert (found.exam_series, found.attempts) == (("January", "June"), 3)


@pytest.mark.parametrize(
    ("number", "open_to", "closed_to"),
    [
        ("3", ["05839", "05840", "05841", "05842", "05877"], ["05838"]),
        ("4", ["05828", "05829", "05872"], ["05826", "05827"]),
        ("3", ["05848", "05849", "05874"], ["05879", "05847"]),
    ],
)
def test_an_exam_may_be_closed_to_smaller_sizes(number, open_to, closed_to):
    for code in open_to:
        assert load(code).unit(number).examined
    for code in closed_to:
        (closed,) = [unit for unit in load(code).closed if unit.number == number]
        assert closed.verified
        with pytest.raises(KeyError):
            load(code).unit(number)


def test_units_shared_by_two_subjects_are_one_unit():
    it, business = load("05347"), load("05327")

    assert it.unit("29").key == it.unit("29").same_as == business.unit("1").key
    assert it.unit("30").key == business.unit("2").key
    assert it.unit("28").same_as is None


def test_pathways_bring_mandatory_units_of_their_own():
    ways = {way.name: way for way in load("05845").pathways}

    assert ways["Digital Content for Interactive Media"].groups[0].units == ("4",)
    assert ways["Moving Image and Audio Production"].groups == ()


def test_units_of_another_awarding_body_count_in_the_2012_suite_only():
    taking = [code for code in OFFERED if EVERY[code].other_awarding_bodies]

    assert taking
    assert {EVERY[code].suite for code in taking} == {"2012"}


def test_too_few_known_units_are_not_offered():
    assert load("05871").not_offered_because == "only 780 of 1080 GLH of its units are known"
    assert not load("05320").offered


@pytest.mark.parametrize("code", ["05340", "05342", "05345"])
def test_level_2_it_is_offered_with_credits_that_are_labelled_provisional(code):
    rules = load(code)
    assert rules.offered
    assert rules.provisional
    assert all(unit.size and "size" not in unit.verified for unit in rules.units)
    assert any("provisional" in note for note in rules.notes)


def test_figures_hold_from_a_series_on():
    assert load("05842", "2017-01").ucas[0].points == 280
    assert load("05842", "2017-06").ucas[0].points == 112
    assert load("05842").ucas[0].points == 112


@pytest.mark.slow
def test_whether_surplus_earns_is_one_line_of_a_scheme_or_of_a_file(folder, change):
    change("schemes/2016-L2.toml", 'surplus = "earns nothing"', 'surplus = "earns"')
    change("2016/05842.toml", "offered = true", 'offered = true\nsurplus = "earns"')

    of = {code: load(code, folder=folder) for code in ("05822", "05885", "05842", "05841")}
    assert {code: found.surplus for code, found in of.items()} == {
        "05822": "earns nothing",
        "05885": "earns",
        "05842": "earns",
        "05841": "earns nothing",
    }


@pytest.mark.slow
def test_whether_surplus_earns_may_change_from_a_series_on(folder, change):
    dated = 'surplus = [{ is = "earns" }, { from = "2027-06", is = "earns nothing" }]'
    change("schemes/2016-L3.toml", 'surplus = "earns nothing"', dated)

    assert load("05842", "2027-01", folder=folder).surplus == "earns"
    assert load("05842", "2027-06", folder=folder).surplus == "earns nothing"
    assert load("05842", folder=folder).surplus == "earns nothing"


@pytest.mark.slow
def test_a_qualification_may_cite_another_source_for_a_shared_figure(folder, change):
    cited = '[cited]\nsurplus = { source = "ocr_calc", verified = true }'
    change("2016/05842.toml", "[cited]", cited)

    (own,) = [one for one in load("05842", folder=folder).cited if one.figure == "surplus"]
    (shared,) = [one for one in load("05841", folder=folder).cited if one.figure == "surplus"]
    assert (own.source, own.verified) == ("ocr_calc", True)
    assert (shared.source, shared.verified) == ("none", False)


def test_rules_kept_before_surplus_was_a_figure_earned_everything():
    kept = to_dict(load("05842"))
    del kept["surplus"]

    assert from_dict(kept).surplus == "earns"


@pytest.mark.slow
def test_a_unit_may_change_from_a_series_on(folder):
    again = '\n[[unit]]\nnumber = "2"\nfrom = "2027-06"\ntitle = "New"\nglh = 60\n'
    path = folder / "2016/units/IT-L3.toml"
    with path.open("a", encoding="utf-8") as file:
        file.write(again + 'examined = false\nsource = "none"\nverified = []\n')

    assert load("05842", "2027-01", folder=folder).unit("2").title == "Global information"
    assert load("05842", "2027-06", folder=folder).unit("2").size == 60


@pytest.mark.parametrize("code", ["99999", "0584", "../05842", "", "05842\n"])
def test_an_unknown_code_is_told(code):
    with pytest.raises(UnknownQualification, match="there is no qualification with"):
        load(code)


def test_a_series_is_a_year_and_a_month():
    with pytest.raises(ValueError, match="'June' is not a series such as 2017-06"):
        load("05842", "June")


@pytest.mark.slow
def test_equal_content_has_an_equal_digest(folder, change):
    before = digest(load("05842", folder=folder))
    change("2016/units/IT-L3.toml", "Global information", "Global Information")

    assert before == digest(load("05842"))
    assert before != digest(load("05842", folder=folder))


@pytest.mark.parametrize("qan", ["601/7698/2", "601/7061/X", "603/0381/5", "601/4600/X"])
def test_a_qualification_number_has_its_check_digit(qan):
    assert qan_is_sound(qan)


@pytest.mark.parametrize("qan", ["601/7698/3", "601/7689/2", "601/7061/0", "6017698/2", ""])
def test_a_slip_in_a_qualification_number_is_found(qan):
    assert not qan_is_sound(qan)


@pytest.mark.parametrize("reference", ["A/507/8148", "R/508/1668", "T/507/4437", "L/507/6467"])
def test_a_unit_reference_has_its_check_letter(reference):
    assert reference_is_sound(reference)


@pytest.mark.parametrize("reference", ["B/507/8148", "A/507/8184", "A5078148", ""])
def test_a_slip_in_a_unit_reference_is_found(reference):
    assert not reference_is_sound(reference)


def test_every_bank_and_scheme_is_sound():
    for path in FOLDER.rglob("*.toml"):
        assert path.read_text(encoding="utf-8").endswith("\n")
    banks = {path.stem for path in FOLDER.glob("*/units/*.toml")}
    assert banks >= {"IT-L3", "BUS-L3", "HSC-L3", "SPO-L3", "DM-L3", "ENG-L3", "APS-L3"}


def test_specifications_are_never_changed():
    with pytest.raises(AttributeError):
        load("05842").total = 1


def test_the_public_names_are_those_others_build_on():
    assert {"load", "codes", "to_dict", "from_dict"} <= set(specifications.__all__)
