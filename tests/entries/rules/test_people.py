"""What must be true of a person's details, and whom they name."""

from dataclasses import replace
from datetime import date

import pytest

from entries.rules import people
from entries.rules.people import Person

TODAY = date(2026, 11, 20)
ADA = Person("Okafor", "Ada", date(2009, 3, 14), "F", "0042")


def test_a_person_with_all_that_is_needed_has_no_problems():
    assert people.problems(ADA, TODAY) == []


@pytest.mark.parametrize("name", ["O'Neill-Smith", "Núñez", "Łukasz", "Zoë", "St. John", "Đỗ"])
def test_names_of_many_languages_stand_as_they_are(name):
    assert people.name_problem(name) == ""


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("A" * 41, "at most 40 characters, this has 41"),
        ("Okafor2", "cannot contain 2"),
        ("Okafor: Ada", "cannot contain :"),
        ("Иванов", "cannot contain"),
        ("-'-", "at least one letter"),
    ],
)
def test_a_name_that_files_and_certificates_cannot_carry_is_refused(name, says):
    assert says in people.name_problem(name)


def test_a_name_is_kept_with_single_spaces_and_the_plain_apostrophe():
    assert people.tidy_name("  Mary   O\u2019Neill ") == "Mary O'Neill"


@pytest.mark.parametrize("number", ["42", "00042", "004a", "", "0000"])
def test_a_candidate_number_is_four_digits_from_0001(number):
    assert people.number_problem(number)


@pytest.mark.parametrize(
    ("born_on", "says"),
    [
        (date(2019, 3, 14), "7 years old"),
        (date(1909, 3, 14), "117 years old"),
        (date(2027, 1, 1), "not yet born"),
    ],
)
def test_an_implausible_birth_date_is_taken_for_a_slip(born_on, says):
    assert says in people.birth_problem(born_on, TODAY)


def test_every_problem_of_a_person_is_named_at_once():
    empty = Person()

    assert [field for field, _ in people.problems(empty, TODAY)] == [
        "surname",
        "born_on",
        "sex",
        "candidate_number",
    ]


def test_a_record_is_joined_when_birth_date_and_surname_agree():
    assert people.says_same(ADA, replace(ADA, surname="OKAFOR", forenames="Adaeze", uci="x"))
    assert not people.says_same(ADA, replace(ADA, born_on=date(2009, 3, 15)))
    assert not people.says_same(ADA, replace(ADA, surname="Okafur"))


def test_two_people_without_a_birth_date_are_not_born_on_the_same_day():
    one = replace(ADA, born_on=None, uci="x")

    assert not people.says_same(one, one)
