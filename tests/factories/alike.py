"""Pairs of people by rule, labelled as one person or two: how well are likely duplicates found?

The same every time for a seed. `near` says that both are of one centre: two records of one person
mostly are, strangers with a common name hardly ever.
"""

import random
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from entries.rules.people import Person

LISTS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
FIRST, DAYS = date(2006, 9, 1), 1500  # when candidates were born
KEYS = ["qwertyuiop", "asdfghjkl", "zxcvbnm"]


@dataclass(frozen=True)
class Labelled:
    """Two people, what the second is to the first, and whether both are the same person."""

    kind: str
    same: bool
    one: Person
    other: Person
    near: bool


def pairs(each: int, seed: int = 20261120) -> list[Labelled]:
    """So many Labelled of every kind."""
    dice = random.Random(seed)
    found = []
    for kind, (same, near, makes) in KINDS.items():
        for _ in range(each):
            one, other = makes(dice)
            found.append(Labelled(kind, same, one, other, dice.random() < near))
    return found


def somebody(dice: random.Random) -> Person:
    """A person as a centre may register them: common names commonly, a middle name for half."""
    forenames = _forename(dice)
    if dice.random() < 0.5:
        forenames += f" {_forename(dice, but=forenames)}"
    born = FIRST + timedelta(days=dice.randrange(DAYS))
    surname = _name(dice, "surnames")
    return Person(surname, forenames, born, dice.choice("FM"))


def _name(dice: random.Random, key: str) -> str:
    """A name from a list: the first of 29 people, the tenth of 60, the hundredth of 320."""
    names = LISTS[key].split()
    return dice.choices(names, [1 / (place + 10) for place in range(len(names))])[0]


def _forename(dice: random.Random, but: str = "") -> str:
    while (found := _name(dice, "forenames")) in but:
        pass
    return found


def _listed(dice: random.Random, key: str) -> list[str]:
    """One pair of a list, in either order."""
    pair = dice.choice(
        [one for line in LISTS[key].strip().splitlines() for one in line.split(", ")]
    )
    return dice.sample(pair.split(), 2)


def _first(person: Person) -> str:
    return person.forenames.split()[0]


def _with_first(person: Person, forename: str) -> Person:
    return replace(person, forenames=" ".join([forename, *person.forenames.split()[1:]]))


def _two(dice: random.Random) -> Person:
    """Somebody with two forenames."""
    person = somebody(dice)
    return replace(person, forenames=f"{_first(person)} {_forename(dice, but=person.forenames)}")


# One person, written down twice


def _forenames_of(key: str) -> Callable:
    def makes(dice):
        one, other = _listed(dice, key)
        person = somebody(dice)
        return _with_first(person, one), _with_first(person, other)

    return makes


def _surnames_spelt(dice):
    one, other = _listed(dice, "family_spellings")
    person = somebody(dice)
    return replace(person, surname=one), replace(person, surname=other)


def _swapped(dice):
    person = somebody(dice)
    return person, replace(person, surname=person.forenames, forenames=person.surname)


def _another_surname(dice):
    """Somebody who married, or took a parent's name: all forenames stay."""
    person = _two(dice) if dice.random() < 0.7 else somebody(dice)
    return person, replace(person, surname=_surname(dice, person))


def _surname(dice, person):
    while (found := _name(dice, "surnames")) == person.surname:
        pass
    return found


def _half_a_surname(dice):
    person = somebody(dice)
    both = [person.surname, _surname(dice, person)]
    return replace(person, surname=dice.choice("- ").join(both)), replace(
        person, surname=dice.choice(both)
    )


def _middle_as_first(dice):
    person = _two(dice)
    first, middle = person.forenames.split()
    return person, replace(person, forenames=dice.choice([middle, f"{middle} {first}"]))


def _a_forename_less(dice):
    person = _two(dice)
    return person, replace(person, forenames=_first(person))


def _middle_initial(dice):
    person = _two(dice)
    first, middle = person.forenames.split()
    return person, replace(person, forenames=f"{first} {middle[0]}")


def _cut_otherwise(dice):
    person = _two(dice)
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


def _mistyped(dice):
    person = somebody(dice)
    if dice.random() < 0.5:
        return person, replace(person, surname=_slip(dice, person.surname))
    return person, _with_first(person, _slip(dice, _first(person)))


def _day_and_month(dice):
    person = somebody(dice)
    day, month = dice.sample(range(1, 13), 2)
    born = person.born_on.replace(day=day, month=month)
    return replace(person, born_on=born), replace(
        person, born_on=born.replace(day=month, month=day)
    )


def _a_year(dice):
    person = somebody(dice)
    born = person.born_on.replace(day=min(person.born_on.day, 28))
    other = born.replace(year=born.year + dice.choice([-1, 1]))
    return replace(person, born_on=born), replace(person, born_on=other)


def _a_digit(dice):
    """Day or month with another digit, the day's mostly."""
    person = _two(dice) if dice.random() < 0.6 else somebody(dice)
    while True:
        written = [*f"{person.born_on:%d%m%Y}"]
        at = dice.choice([0, 1, 1, 1, 2, 3])
        written[at] = dice.choice([one for one in "0123456789" if one != written[at]])
        day, month, year = (int("".join(written[a:b])) for a, b in ((0, 2), (2, 4), (4, 8)))
        if 1 <= month <= 12 and 1 <= day <= 28:
            return person, replace(person, born_on=date(year, month, day))


def _two_things(dice):
    """A short form or another spelling, and a letter of the surname mistyped."""
    one, other = dice.choice([_forenames_of("spellings"), _forenames_of("short_forms")])(dice)
    return one, replace(other, surname=_slip(dice, other.surname))


# Two people


def _common(dice, key):
    return dice.choice(LISTS[key].split()[:30])


def _twins(dice):
    person = somebody(dice)
    one, other = _listed(dice, "twins")
    middle = f" {_forename(dice)}" if dice.random() < 0.4 else ""
    return replace(person, forenames=one), replace(
        person, forenames=other + middle, sex=dice.choice("FM")
    )


def _any_twins(dice):
    person = somebody(dice)
    while (other := somebody(dice)) and _first(other) == _first(person):
        pass
    return person, replace(other, surname=person.surname, born_on=person.born_on)


def _brothers_of_one_first_name(dice):
    """Born on one day, both with the first name of their family, told apart by the second."""
    person = somebody(dice)
    first = _common(dice, "family_first")
    one, other = dice.sample(LISTS["second"].split(), 2)
    return replace(person, forenames=f"{first} {one}"), replace(
        person, forenames=f"{first} {other}"
    )


def _siblings(dice):
    """A year or some days between them, and other forenames."""
    one, other = _any_twins(dice)
    apart = dice.choice([365, 366, 1, 30, 400, 731])
    return one, replace(other, born_on=other.born_on + timedelta(days=apart))


def _common_surname_one_day(dice):
    one, other = _any_twins(dice)
    surname = _common(dice, "surnames")
    return replace(one, surname=surname), replace(other, surname=surname)


def _common_forename_one_day(dice):
    one, other = somebody(dice), somebody(dice)
    forename = _common(dice, "forenames")
    return replace(one, forenames=forename), replace(
        other, surname=_surname(dice, one), forenames=forename, born_on=one.born_on
    )


def _common_name_near_days(dice):
    """A common name in full, and dates of which one part differs."""
    person = somebody(dice)
    name = {"surname": _common(dice, "surnames"), "forenames": _common(dice, "forenames")}
    person = replace(person, **name, born_on=person.born_on.replace(day=dice.randrange(1, 29)))
    other = person.born_on.replace(day=dice.randrange(1, 29))
    return person, replace(person, born_on=other)


def _surname_and_initial(dice):
    person = somebody(dice)
    names = [
        one
        for one in LISTS["forenames"].split()
        if one[0] == person.forenames[0] and one not in person.forenames
    ]
    return person, replace(person, forenames=dice.choice(names or ["Ursula"]))


def _father_and_son(dice):
    person = somebody(dice)
    born = person.born_on - timedelta(days=dice.randrange(7000, 15000))
    return person, replace(person, born_on=born)


def _other_middle_names(dice):
    person = _two(dice)
    other = f"{_first(person)} {_forename(dice, but=person.forenames)}"
    return person, replace(person, forenames=other)


def _cousins(dice):
    """Named after one grandparent, born some years apart."""
    person = somebody(dice)
    return person, replace(
        person, born_on=person.born_on + timedelta(days=dice.randrange(60, 1500))
    )


def _strangers_one_day(dice):
    one, other = somebody(dice), somebody(dice)
    return one, replace(other, born_on=one.born_on)


MOSTLY, OFTEN, HARDLY = 0.8, 0.6, 0.02  # how many of a kind are of one centre
KINDS = {
    "forename spelt otherwise": (True, OFTEN, _forenames_of("spellings")),
    "surname spelt otherwise": (True, OFTEN, _surnames_spelt),
    "short form": (True, OFTEN, _forenames_of("short_forms")),
    "accents": (True, OFTEN, _forenames_of("accented")),
    "swapped names": (True, OFTEN, _swapped),
    "another surname": (True, MOSTLY, _another_surname),
    "half a surname": (True, OFTEN, _half_a_surname),
    "middle name as first": (True, OFTEN, _middle_as_first),
    "a forename less": (True, OFTEN, _a_forename_less),
    "middle initial": (True, OFTEN, _middle_initial),
    "cut otherwise": (True, OFTEN, _cut_otherwise),
    "typing slip": (True, OFTEN, _mistyped),
    "day and month swapped": (True, OFTEN, _day_and_month),
    "a year off": (True, OFTEN, _a_year),
    "a digit of the date off": (True, MOSTLY, _a_digit),
    "two things at once": (True, OFTEN, _two_things),
    "twins named alike": (False, MOSTLY, _twins),
    "twins": (False, MOSTLY, _any_twins),
    "twins of one first name": (False, MOSTLY, _brothers_of_one_first_name),
    "siblings": (False, MOSTLY, _siblings),
    "common surname, same day": (False, HARDLY, _common_surname_one_day),
    "common forename, same day": (False, HARDLY, _common_forename_one_day),
    "common name, near days": (False, HARDLY, _common_name_near_days),
    "same surname and initial": (False, MOSTLY, _surname_and_initial),
    "father and son": (False, MOSTLY, _father_and_son),
    "other middle names": (False, OFTEN, _other_middle_names),
    "cousins": (False, MOSTLY, _cousins),
    "strangers, same day": (False, HARDLY, _strangers_one_day),
}  # fmt: skip
