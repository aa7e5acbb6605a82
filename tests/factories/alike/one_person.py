"""One person, written down twice."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from tests.factories.alike.people import (
    first,
    listed,
    somebody,
    surname_but,
    with_first,
    with_two_forenames,
)

KEYS = ["qwertyuiop", "asdfghjkl", "zxcvbnm"]


def forenames_of(key: str) -> Callable:
    def makes(dice):
        one, other = listed(dice, key)
        person = somebody(dice)
        return with_first(person, one), with_first(person, other)

    return makes


def surnames_spelt(dice):
    one, other = listed(dice, "family_spellings")
    person = somebody(dice)
    return replace(person, surname=one), replace(person, surname=other)


def swapped(dice):
    person = somebody(dice)
    return person, replace(person, surname=person.forenames, forenames=person.surname)


def another_surname(dice):
    """Somebody who married, or took a parent's name: all forenames stay."""
    person = with_two_forenames(dice) if dice.random() < 0.7 else somebody(dice)
    return person, replace(person, surname=surname_but(dice, person))


def half_a_surname(dice):
    person = somebody(dice)
    both = [person.surname, surname_but(dice, person)]
    return replace(person, surname=dice.choice("- ").join(both)), replace(
        person, surname=dice.choice(both)
    )


def middle_as_first(dice):
    person = with_two_forenames(dice)
    first, middle = person.forenames.split()
    return person, replace(person, forenames=dice.choice([middle, f"{middle} {first}"]))


def a_forename_less(dice):
    person = with_two_forenames(dice)
    return person, replace(person, forenames=first(person))


def middle_initial(dice):
    person = with_two_forenames(dice)
    first, middle = person.forenames.split()
    return person, replace(person, forenames=f"{first} {middle[0]}")


def cut_otherwise(dice):
    person = with_two_forenames(dice)
    first, middle = person.forenames.split()
    return person, dice.choice(
        [
            replace(person, surname=f"{person.surname} {middle}", forenames=first),
            replace(person, surname=f"{person.surname} {first} {middle}", forenames=""),
            replace(person, forenames=first + middle.lower()),
            replace(person, forenames=f"{first}-{middle}"),
        ]
    )


def _slip(dice: random.Random, name: str) -> str:
    """A name with a letter left out, doubled, beside it on the keys, or changed round with one."""
    at = dice.randrange(1, len(name))
    what = dice.randrange(4)
    if what == 0:
        return name[:at] + name[at + 1 :]
    if what == 1:
        return name[:at] + name[at] + name[at:]
    if what == 2:
        row = next((one for one in KEYS if name[at].lower() in one), "ee")
        where = row.index(name[at].lower()) if name[at].lower() in row else 0
        return name[:at] + row[where - 1 if where else 1] + name[at + 1 :]
    turned = [*name]
    turned[at - 1 : at + 1] = turned[at], turned[at - 1]
    return "".join(turned).capitalize()


def mistyped(dice):
    person = somebody(dice)
    if dice.random() < 0.5:
        return person, replace(person, surname=_slip(dice, person.surname))
    return person, with_first(person, _slip(dice, first(person)))


def day_and_month(dice):
    person = somebody(dice)
    day, month = dice.sample(range(1, 13), 2)
    born = person.born_on.replace(day=day, month=month)
    return replace(person, born_on=born), replace(
        person, born_on=born.replace(day=month, month=day)
    )


def a_year(dice):
    person = somebody(dice)
    born = person.born_on.replace(day=min(person.born_on.day, 28))
    other = born.replace(year=born.year + dice.choice([-1, 1]))
    return replace(person, born_on=born), replace(person, born_on=other)


def a_digit(dice):
    """Day or month with another digit, the day's mostly."""
    person = with_two_forenames(dice) if dice.random() < 0.6 else somebody(dice)
    while True:
        written = [*f"{person.born_on:%d%m%Y}"]
        at = dice.choice([0, 1, 1, 1, 2, 3])
        written[at] = dice.choice([one for one in "0123456789" if one != written[at]])
        day, month, year = (int("".join(written[a:b])) for a, b in ((0, 2), (2, 4), (4, 8)))
        if 1 <= month <= 12 and 1 <= day <= 28:
            return person, replace(person, born_on=date(year, month, day))


def two_things(dice):
    """A short form or another spelling, and a letter of the surname mistyped."""
    one, other = dice.choice([forenames_of("spellings"), forenames_of("short_forms")])(dice)
    return one, replace(other, surname=_slip(dice, other.surname))
