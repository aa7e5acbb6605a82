"""Two people who look like one."""

from dataclasses import replace
from datetime import timedelta

from tests.factories.alike.people import (
    LISTS,
    first,
    forename,
    listed,
    somebody,
    surname_but,
    with_two_forenames,
)


def _common(dice, key):
    return dice.choice(LISTS[key].split()[:30])


def twins(dice):
    person = somebody(dice)
    one, other = listed(dice, "twins")
    middle = f" {forename(dice)}" if dice.random() < 0.4 else ""
    return replace(person, forenames=one), replace(
        person, forenames=other + middle, sex=dice.choice("FM")
    )


def any_twins(dice):
    person = somebody(dice)
    while (other := somebody(dice)) and first(other) == first(person):
        pass
    return person, replace(other, surname=person.surname, born_on=person.born_on)


def brothers_of_one_first_name(dice):
    """Born on one day, both with the first name of their family, told apart by the second."""
    person = somebody(dice)
    first = _common(dice, "family_first")
    one, other = dice.sample(LISTS["second"].split(), 2)
    return replace(person, forenames=f"{first} {one}"), replace(
        person, forenames=f"{first} {other}"
    )


def siblings(dice):
    """A year or some days between them, and other forenames."""
    one, other = any_twins(dice)
    apart = dice.choice([365, 366, 1, 30, 400, 731])
    return one, replace(other, born_on=other.born_on + timedelta(days=apart))


def common_surname_one_day(dice):
    one, other = any_twins(dice)
    surname = _common(dice, "surnames")
    return replace(one, surname=surname), replace(other, surname=surname)


def common_forename_one_day(dice):
    one, other = somebody(dice), somebody(dice)
    forename = _common(dice, "forenames")
    return replace(one, forenames=forename), replace(
        other, surname=surname_but(dice, one), forenames=forename, born_on=one.born_on
    )


def common_name_near_days(dice):
    """A common name in full, and dates of which one part differs."""
    person = somebody(dice)
    name = {"surname": _common(dice, "surnames"), "forenames": _common(dice, "forenames")}
    person = replace(person, **name, born_on=person.born_on.replace(day=dice.randrange(1, 29)))
    other = person.born_on.replace(day=dice.randrange(1, 29))
    return person, replace(person, born_on=other)


def surname_and_initial(dice):
    person = somebody(dice)
    names = [
        one
        for one in LISTS["forenames"].split()
        if one[0] == person.forenames[0] and one not in person.forenames
    ]
    return person, replace(person, forenames=dice.choice(names or ["Ursula"]))


def father_and_son(dice):
    person = somebody(dice)
    born = person.born_on - timedelta(days=dice.randrange(7000, 15000))
    return person, replace(person, born_on=born)


def other_middle_names(dice):
    person = with_two_forenames(dice)
    other = f"{first(person)} {forename(dice, but=person.forenames)}"
    return person, replace(person, forenames=other)


def cousins(dice):
    """Named after one grandparent, born some years apart."""
    person = somebody(dice)
    return person, replace(
        person, born_on=person.born_on + timedelta(days=dice.randrange(60, 1500))
    )


def strangers_one_day(dice):
    one, other = somebody(dice), somebody(dice)
    return one, replace(other, born_on=one.born_on)
