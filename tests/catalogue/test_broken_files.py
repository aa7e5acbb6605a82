"""A broken specification file is told by file and line."""

from itertools import pairwise

import pytest

from interchange.catalogue.specification import SpecificationError, load

IT = "2016/05842.toml"
UNITS = "2016/units/IT-L3.toml"
SCHEME = "schemes/2016-L3.toml"
SLIPS = [
    (IT, "level = 3", "level = ", "2016/05842.toml: Invalid value (at line 5"),
    (IT, "601/7101/7", "601/7101/8", "2016/05842.toml, line 2: qualification number"),
    (IT, "counts = 3", "counts = 4", "line 22: it counts 4 of 3 units"),
    (IT, "counts = 3", "cuonts = 3", "line 22: cuonts is not a key"),
    (IT, "counts = 3", "counts = -3", "line 22: counts may not be negative"),
    (IT, "counts = 3", 'counts = "3"', "line 22: counts must be a whole number"),
    (IT, "counts = 3\n", "", "line 20: group 'Mandatory units' asks for nothing"),
    (IT, "glh = 480", "glh = 4800", "do not reach 4800"),
    (IT, '"2", "3"]', '"2", "2"]', "line 23: units must be different texts, not '2'"),
    (IT, '"2", "3"]', '"2", "77"]', "line 23: unit 77 of 'Mandatory units' is not in"),
    ("2016/05838.toml", '"1", "2"]', '"1", "3"]', "is closed to this size"),
    (IT, 'source = "ocr_tag"', 'source = "talk"', "line 24: source 'talk' is not listed"),
    (IT, "offered = true\n", "", "line 1: offered is missing"),
    (IT, "offered = true", "offered = false", "not_offered_because is missing"),
    (IT, 'size = "DIP"', 'size = "DOP"', "has no total or no boundaries"),
    (IT, 'size = "DIP"', 'size = "CERT"', "line 6: its mandatory units are 240 glh, which exceeds"),
    ("2016/05838.toml", '"CERT"', '"EXT_CERT"', "line 6: its units do not reach the total of its"),
    (IT, "offered = true", 'surplus = "counts"\noffered = true', "must be earns nothing or earns"),
    (IT, "offered = true", 'surplus = [{ from = "2027-06" }]\noffered = true', "is is missing"),
    (IT, 'bank = "IT-L3"', 'bank = "IT-L9"', "units/IT-L9.toml is missing"),
    (UNITS, "M/507/4999", "A/507/4999", "line 9: unit reference A/507/4999"),
    (UNITS, "glh = 90\n", "", "the size of unit 1 is missing"),
    (UNITS, "glh = 90\n", "glh = 45\n", "no points for D at a unit of size 45"),
    (UNITS, 'title = "Glob', 'from = "May"\ntitle = "G', "from must be a series"),
    (SCHEME, "D = 18, M = 16", "D = 16, M = 18", "a better grade has fewer points"),
    (SCHEME, "MM = 184", "MM = 194", "the boundaries must stand highest first"),
    (
        SCHEME,
        "MM = 184, MP = 176",
        "MP = 184, MM = 176",
        "a better grade must begin at more points",
    ),
    (SCHEME, '[minimum]\nexamined = "R"', '[minimum]\nexamined = "Q"', "'Q' is not one"),
    (SCHEME, '[minimum]\nexamined = "R"', '[minimum]\nexamined = "U"', "'U' is a fail"),
    (SCHEME, 'measure = "glh"', 'measure = "ells"', "must be glh or credits, not 'ells'"),
    ("ucas.toml", "points = {", "pionts = {", "line 6: pionts is not a key"),
    ("sources.toml", 'kind = "ocr"\n', "", "kind is missing"),
    ("2016/05845.toml", 'units = ["4"]', 'units = ["99"]', "unit 99 of 'Mandatory in this"),
]


@pytest.mark.parametrize(("name", "old", "new", "message"), SLIPS)
def test_a_slip_is_told_by_file_and_line(folder, change, name, old, new, message):
    change(name, old, new)
    code = name[5:10] if name.startswith("2016/05") else "05842"

    with pytest.raises(SpecificationError) as refusal:
        load(code, folder=folder)

    assert message in str(refusal.value)
    assert ".toml" in str(refusal.value)


def test_units_of_too_many_sorts_are_refused_before_an_award_is_tried(folder):
    numbers = [unit.number for unit in load("05842").units]
    with (folder / IT).open("a", encoding="utf-8") as file:
        for pair in pairwise(numbers):
            file.write(f'\n[[group]]\ntitle = "{pair}"\ncounts = 1\nunits = {list(pair)}\n')
            file.write('source = "none"\nverified = false\n')

    with pytest.raises(SpecificationError, match="line 9: its units are of 20 sorts, by size and"):
        load("05842", folder=folder)


@pytest.mark.slow
def test_a_shared_unit_must_be_there(folder, change):
    change("2012/units/IT-L3.toml", "2012/BUS-L3/1", "2012/BUS-L3/99")

    with pytest.raises(SpecificationError, match="line .*: there is no unit 2012/BUS-L3/99"):
        load("05347", folder=folder)


def test_a_slip_in_a_figure_that_no_longer_holds_is_found(folder, change):
    change("ucas.toml", "D = 60", "D = -60")

    with pytest.raises(SpecificationError, match="ucas.toml, line 6: D may not be negative"):
        load("05842", folder=folder)
