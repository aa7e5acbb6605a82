"""Who is likely the same person."""

from dataclasses import replace
from datetime import date

import pytest

from entries.rules import likeness
from entries.rules.likeness_keys import keys
from entries.rules.people import Person, says_same
from tests.factories import alike

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
        replace(ADA, surname="Lindqvist", forenames="Boris"),
        replace(ADA, born_on=date(2009, 4, 13)),
        replace(ADA, forenames="Adam", sex="M"),
    ],
)
def test_brothers_namesakes_and_strangers_are_not(other):
    assert likeness.likely_same(ADA, other) == ""


@pytest.mark.parametrize(
    ("surname", "forenames", "words"),
    [
        ("Lindqvist", "Ada", ""),
        ("Lindqvist", "Ada Chiamaka", "the same date of birth and the same forenames with another"),
    ],
)
def test_another_surname_is_told_at_ones_own_centre_and_elsewhere_for_rare_forenames(
    surname, forenames, words
):
    one = replace(ADA, forenames=forenames)
    other = replace(one, surname=surname)

    assert "another surname" in likeness.likely_same(one, other)
    assert likeness.likely_same(one, other, near=False).startswith(words)
    assert bool(likeness.likely_same(one, other, near=False)) == bool(words)


@pytest.mark.parametrize(
    ("born_on", "words"),
    [
        (date(2009, 10, 3), "day and month of birth the other way round and a similar name"),
        (date(2010, 3, 10), "a date of birth one year off and a similar name"),
        (date(2009, 3, 16), "a date of birth one slip off and a similar name"),
        (date(2009, 3, 1), "a date of birth one slip off and a similar name"),
        (date(2009, 3, 27), ""),
        (date(2010, 3, 11), ""),
    ],
)
def test_a_slip_in_the_date_of_birth_is_seen_through(born_on, words):
    one = replace(ADA, born_on=date(2009, 3, 10))

    assert likeness.likely_same(one, replace(one, born_on=born_on)) == words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Muhammad", "Mohd"),
        ("Fatima", "Fatemah"),
        ("Steven", "Stephen"),
        ("Sean", "Shaun"),
        ("Kate", "Katherine"),
        ("Bill", "William"),
        ("Liz", "Elizabeth"),
        ("Katherine Mary", "Mary"),
        ("Mary Katherine", "Mary"),
        ("Xiao Ming", "Xiaoming"),
    ],
)
def test_spellings_short_forms_and_forenames_left_out_are_one_person_even_elsewhere(one, other):
    one, other = (replace(ADA, surname="Ashworth", forenames=name) for name in (one, other))

    assert likeness.likely_same(one, other, near=False)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hassan", "Hussain"),
        ("Ella", "Emma"),
        ("Jayden", "Kayden"),
        ("Samir", "Samira"),
        ("Muhammad Ali", "Muhammad Bilal"),
    ],
)
def test_twins_are_two_people_however_alike_their_parents_named_them(one, other):
    one, other = (replace(ADA, surname="Khan", forenames=name) for name in (one, other))

    assert likeness.likely_same(one, other) == ""


def test_what_contradicts_a_common_name_weighs_more_than_the_name():
    one = Person("Smith", "James", date(2009, 3, 14), "M", uln="9276308686")

    assert likeness.likely_same(one, replace(one, uln=""), near=False)
    assert not likeness.likely_same(one, replace(one, uln="1234567890"), near=False)
    assert not likeness.likely_same(one, replace(one, uln="", sex="F"), near=False)


def test_an_identifier_in_common_makes_two_records_likely_one_whatever_the_names():
    one = replace(ADA, uci="681990012058G")
    other = Person("Lindqvist", "Bo", date(2008, 1, 1), uci="681990012058G")

    assert likeness.likely_same(one, other) == "the same UCI"
    assert not says_same(one, other)


def test_two_people_without_a_birth_date_are_not_born_on_the_same_day():
    one = replace(ADA, born_on=None)

    assert likeness.likely_same(one, one) == ""


@pytest.mark.slow
def test_of_people_made_by_rule_nearly_all_and_nearly_none_but_the_same_are_found():
    right = wrong = same = 0
    for pair in alike.pairs(each=25, seed=7):
        found = bool(likeness.likely_same(pair.one, pair.other, near=pair.near))
        keyed = {*keys(pair.one)} & {*keys(pair.other)}
        same += pair.same
        right += found and pair.same and bool(keyed)
        wrong += found and not pair.same

    assert right / same >= 0.95 and right / (right + wrong) >= 0.95


def test_a_letter_left_out_of_a_short_name_is_a_slip():
    isla = replace(ADA, surname="Archer", forenames="Isla")

    assert likeness.likely_same(replace(isla, forenames="Ila"), isla)


def test_whom_two_first_forenames_tell_apart_is_what_all_parts_tell(monkeypatch):
    """What is decided by the first forenames alone comes to the same as by all of the name."""

    def shown():
        likeness.names_alike.cache_clear()
        labelled = alike.pairs(20, seed=7)
        return [likeness.likely_same(one.one, one.other, near=True) for one in labelled]

    at_once = shown()
    monkeypatch.setattr(likeness, "FEW", 0)

    assert shown() == at_once
    assert any(at_once)
