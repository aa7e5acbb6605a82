"""Who is likely the same person."""

from dataclasses import replace
from datetime import date

import pytest

from entries.rules import likeness
from entries.rules.people import Person, is_same_person

ADA = Person("Okafor", "Ada", date(2009, 3, 14), "F", "0042")


@pytest.mark.parametrize(
    ("surname", "forenames"),
    [
        ("Okafor", "Ada"),
        ("Ada", "Okafor"),
        ("Okaffor", "Ada"),
        ("OKAFOR", "Ádá"),
        ("Okafor", "Ada Mary"),
        ("Okafor", "A"),
        ("Ada Okafor", ""),
    ],
)
def test_the_same_birth_date_and_a_similar_name_are_likely_one_person(surname, forenames):
    other = replace(ADA, surname=surname, forenames=forenames)

    assert likeness.likely_same(ADA, other) == "the same date of birth and a similar name"


@pytest.mark.parametrize(
    "other",
    [
        replace(ADA, forenames="Boris"),
        replace(ADA, surname="Lindqvist"),
        replace(ADA, born_on=date(2009, 4, 13)),
    ],
)
def test_brothers_namesakes_and_strangers_are_not(other):
    assert likeness.likely_same(ADA, other) == ""


def test_an_identifier_in_common_makes_two_records_likely_one_whatever_the_names():
    one = replace(ADA, uci="681990012058G")
    other = Person("Lindqvist", "Bo", date(2008, 1, 1), uci="681990012058G")

    assert likeness.likely_same(one, other) == "the same UCI"
    assert not is_same_person(one, other)


def test_two_people_without_a_birth_date_are_not_born_on_the_same_day():
    one = replace(ADA, born_on=None)

    assert likeness.likely_same(one, one) == ""
