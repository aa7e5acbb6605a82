"""Which codes stand for which entries in files."""

import pytest

from entries.rules import options
from interchange.catalogue.specification import load


def codes(code, has_exams):
    return [one.code for one in options.of_file(load(code), series_has_exams=has_exams)]


def test_a_registration_is_named_by_its_entry_code():
    assert codes("05839", has_exams=False) == ["05839"]


def test_a_registration_on_a_pathway_has_a_letter_each():
    found = options.registrations(load("05845"))
    assert [one.code for one in found][:2] == ["05845A", "05845B"]
    assert all(one.pathway and one.pathway in one.title for one in found)


def test_an_exam_is_named_by_entry_code_and_unit():
    assert codes("05839", has_exams=True) == ["583901", "583902", "583903"]


def test_units_of_the_2012_suite_are_entered_with_registrations():
    found = codes("05349", has_exams=False)
    assert found[0] == "05349" and "534901" in found
    assert codes("05349", has_exams=True) == []


@pytest.mark.parametrize("code", ["05839", "05845", "05349"])
def test_every_code_fits_into_its_field(code):
    assert all(5 <= len(one) <= 6 for one in codes(code, False) + codes(code, True))
