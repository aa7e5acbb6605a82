"""People by chance, as centres register them: common names commonly."""

import random
import tomllib
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from entries.rules.people import Person

LISTS = tomllib.loads(Path(__file__).with_name("lists.toml").read_text(encoding="utf-8"))
FIRST, DAYS = date(2006, 9, 1), 1500  # when candidates were born


def somebody(dice: random.Random) -> Person:
    """A person as a centre may register them: common names commonly, a middle name for half."""
    forenames = forename(dice)
    if dice.random() < 0.5:
        forenames += f" {forename(dice, but=forenames)}"
    born = FIRST + timedelta(days=dice.randrange(DAYS))
    surname = name_from(dice, "surnames")
    return Person(surname, forenames, born, dice.choice("FM"))


def name_from(dice: random.Random, key: str) -> str:
    """A name from a list: the first of 29 people, the tenth of 60, the hundredth of 320."""
    names = LISTS[key].split()
    return dice.choices(names, [1 / (place + 10) for place in range(len(names))])[0]


def forename(dice: random.Random, but: str = "") -> str:
    while (found := name_from(dice, "forenames")) in but:
        pass
    return found


def listed(dice: random.Random, key: str) -> list[str]:
    """One pair of a list, in either order."""
    pair = dice.choice(
        [one for line in LISTS[key].strip().splitlines() for one in line.split(", ")]
    )
    return dice.sample(pair.split(), 2)


def first(person: Person) -> str:
    return person.forenames.split()[0]


def with_first(person: Person, forename: str) -> Person:
    return replace(person, forenames=" ".join([forename, *person.forenames.split()[1:]]))


def with_two_forenames(dice: random.Random) -> Person:
    """Somebody with two forenames."""
    person = somebody(dice)
    return replace(person, forenames=f"{first(person)} {forename(dice, but=person.forenames)}")


def surname_but(dice, person):
    while (found := name_from(dice, "surnames")) == person.surname:
        pass
    return found
