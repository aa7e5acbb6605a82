"""Pairs of people by rule, labelled as one person or two: how well are likely duplicates found?

The same every time for a seed. `near` says that both are of one centre: two records of one person
mostly are, strangers with a common name hardly ever.
"""

import random
from dataclasses import dataclass

from entries.rules.people import Person
from tests.factories.alike import one_person, two_people
from tests.factories.alike.people import somebody

__all__ = ["KINDS", "Labelled", "pairs", "somebody"]


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


MOSTLY, OFTEN, HARDLY = 0.8, 0.6, 0.02  # how many of a kind are of one centre
KINDS = {
    "forename spelt otherwise": (True, OFTEN, one_person.forenames_of("spellings")),
    "surname spelt otherwise": (True, OFTEN, one_person.surnames_spelt),
    "short form": (True, OFTEN, one_person.forenames_of("short_forms")),
    "accents": (True, OFTEN, one_person.forenames_of("accented")),
    "swapped names": (True, OFTEN, one_person.swapped),
    "another surname": (True, MOSTLY, one_person.another_surname),
    "half a surname": (True, OFTEN, one_person.half_a_surname),
    "middle name as first": (True, OFTEN, one_person.middle_as_first),
    "a forename less": (True, OFTEN, one_person.a_forename_less),
    "middle initial": (True, OFTEN, one_person.middle_initial),
    "cut otherwise": (True, OFTEN, one_person.cut_otherwise),
    "typing slip": (True, OFTEN, one_person.mistyped),
    "day and month swapped": (True, OFTEN, one_person.day_and_month),
    "a year off": (True, OFTEN, one_person.a_year),
    "a digit of the date off": (True, MOSTLY, one_person.a_digit),
    "two things at once": (True, OFTEN, one_person.two_things),
    "twins named alike": (False, MOSTLY, two_people.twins),
    "twins": (False, MOSTLY, two_people.any_twins),
    "twins of one first name": (False, MOSTLY, two_people.brothers_of_one_first_name),
    "siblings": (False, MOSTLY, two_people.siblings),
    "common surname, same day": (False, HARDLY, two_people.common_surname_one_day),
    "common forename, same day": (False, HARDLY, two_people.common_forename_one_day),
    "common name, near days": (False, HARDLY, two_people.common_name_near_days),
    "same surname and initial": (False, MOSTLY, two_people.surname_and_initial),
    "father and son": (False, MOSTLY, two_people.father_and_son),
    "other middle names": (False, OFTEN, two_people.other_middle_names),
    "cousins": (False, MOSTLY, two_people.cousins),
    "strangers, same day": (False, HARDLY, two_people.strangers_one_day),
}  # fmt: skip
