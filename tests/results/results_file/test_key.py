"""The key of codes: every grade has one, none stands for two, and what is not known says so."""

import pytest

from interchange.catalogue.specification import codes, load
from results import results_file
from results.models import GRADES
from results.results_file import KEY, QUALIFICATIONS, UNITS, NoCode, code_of


@pytest.mark.parametrize("entry_code", codes())
def test_every_grade_of_a_qualification_has_a_code_of_its_own(entry_code):
    grades = [one.grade for one in load(entry_code).boundaries] + ["U"]

    found = [code_of(QUALIFICATIONS, grade) for grade in grades]

    assert len(set(found)) == len(grades)


def test_every_result_of_a_unit_has_a_code_and_only_an_absence_shares_one():
    found = {grade: code_of(UNITS, grade) for grade in GRADES}

    assert len(set(found.values())) == len(GRADES) - 1
    assert found["absent"] == found["X"]


def test_no_code_has_more_than_two_characters():
    assert all(1 <= len(one.code) <= 2 for one in KEY)


def test_a_grade_of_three_letters_is_told_by_a_code_that_is_marked_unconfirmed():
    assert code_of(QUALIFICATIONS, "D*D*D*") == "D1"
    assert not results_file.is_confirmed(QUALIFICATIONS, "D*D*D*")
    assert results_file.is_confirmed(QUALIFICATIONS, "DD")


def test_each_row_names_where_its_code_comes_from():
    assert all(one.source for one in KEY)


def test_a_grade_without_a_code_is_refused_by_name():
    with pytest.raises(NoCode, match="none for the grade D9"):
        code_of(UNITS, "D9")
