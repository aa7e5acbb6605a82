"""When are two records likely the same person? By evidence, in bits (docs/adr/0041).

Each thing that two people have in common is worth what it is worth against chance: a bit for one of
two, 12 for one of 4,000. Names and dates that contradict each other take away. What is left says
among how many strangers one would look as alike by chance.
"""

from datetime import date
from functools import lru_cache
from typing import NamedTuple

from entries.rules import names
from entries.rules.people import Named

ANYWHERE, AT_A_CENTRE = 22.0, 16.5  # bits from which a record is shown: of a million, of 5,000
NEVER = -99.0  # names that are two people's

# What parts of names that stand on one side only, or on both and differ, take away.
MISSING, ANOTHER_ORDER = 0.5, 1.0
OTHER_MIDDLE, OTHER_FIRST, OTHER_SURNAME, OTHER_HALF = 18.0, 20.0, 1.0, 3.0
ONE_NAME = 4.0  # bits: few people have one name only
OTHER_SEX, OTHER_ULN = 4.0, 6.0
SEXES = {("F", "M"), ("M", "F")}

SAME_DATE, SWAPPED, YEAR_OFF, DIGIT_OFF = 12.0, 10.0, 10.0, 6.5
IDENTIFIED = 99.0

ELSEWHERE = (  # all that a centre is told of a record that is not its own
    "The board knows somebody who may be this person and is not one of your candidates."
)


class Likeness(NamedTuple):
    """How alike two people are: bits of evidence, and what they have in common in words."""

    bits: float = NEVER
    because: str = ""

    def shown(self, *, near: bool) -> bool:
        """Whether the two are shown as one: `near` if both are of one centre, else anywhere."""
        return self.bits >= (AT_A_CENTRE if near else ANYWHERE)


NOBODY = Likeness()


def likely_same(person: Named, record: Named, *, near: bool = True) -> str:
    """Why a person and a record (or two persons) may be one, as words; nothing where not.

    `near` says that both are of one centre, where fewer strangers can look alike.
    """
    found = likeness(person, record)
    return found.because if found.shown(near=near) else ""


def likeness(person: Named, record: Named) -> Likeness:
    """How alike a person and a record, or two persons, are. Needs an identifier or both dates."""
    if person.uci and person.uci == record.uci:
        return Likeness(IDENTIFIED, "the same UCI")
    if person.uln and person.uln == record.uln:
        return Likeness(IDENTIFIED, "the same ULN")
    born, words = _born_alike(person.born_on, record.born_on)
    if not born:
        return NOBODY
    ours, theirs = name(person.surname, person.forenames), name(record.surname, record.forenames)
    called, as_words = names_alike(ours, theirs)
    if called <= 0:
        return NOBODY
    bits = born + called - _against(person, record)
    return Likeness(bits, f"{words} and {as_words}")


def _against(person: Named, record: Named) -> float:
    """What speaks against two people being one, beside their names and dates."""
    sexes = getattr(person, "sex", ""), getattr(record, "sex", "")
    other_uln = person.uln and record.uln and person.uln != record.uln
    return OTHER_SEX * (sexes in SEXES) + OTHER_ULN * bool(other_uln)


# Dates


def _born_alike(one: date | None, other: date | None) -> tuple[float, str]:
    """Bits of evidence in two dates of birth, and words for it: the same, or a slip; else 0."""
    if one is None or other is None:
        return 0, ""
    if one == other:
        return SAME_DATE, "the same date of birth"
    if (one.year, one.month, one.day) == (other.year, other.day, other.month):
        return SWAPPED, "day and month of birth the other way round"
    apart = [
        pair
        for pair in ((one.year, other.year), (one.month, other.month), (one.day, other.day))
        if pair[0] != pair[1]
    ]
    if len(apart) > 1:
        return 0, ""
    [(ours, theirs)] = apart
    if ours > 1000 and abs(ours - theirs) == 1:
        return YEAR_OFF, "a date of birth one year off"
    return (DIGIT_OFF, "a date of birth one slip off") if _one_slip(ours, theirs) else (0, "")


def _one_slip(ours: int, theirs: int) -> bool:
    """Whether two numbers of a date are one digit, one step or two digits changed round apart."""
    pair = f"{ours:02}", f"{theirs:02}"
    wrong = [(a, b) for a, b in zip(*pair, strict=True) if a != b]
    turned = len(wrong) == 2 and wrong[0] == wrong[1][::-1]
    return len(wrong) == 1 or turned or abs(ours - theirs) == 1


# Names

FEW = 3  # parts of a name that cannot make up for two first forenames: OTHER_FIRST, names.RARE
Name = tuple[tuple[str, ...], tuple[str, ...]]  # parts of the surname, parts of the forenames


def name(surname: str, forenames: str) -> Name:
    """A name in its parts."""
    return names.parts(surname), names.parts(forenames)


@lru_cache(names.KEPT)
def names_alike(ours: Name, theirs: Name) -> tuple[float, str]:
    """Bits of evidence in two names, and words for it; far below 0 where they are two people's."""
    surnames, forenames = _evened(ours[0], theirs[0]), _evened(ours[1], theirs[1])
    if _are_two(surnames, forenames):
        return NEVER, ""
    sides = _places(surnames[0], forenames[0]), _places(surnames[1], forenames[1])
    pairs = _paired(*sides)
    if not pairs:
        return NEVER, ""
    here = {place for place, _ in sides[0]}
    there = {place for place, _ in sides[1]}
    bits, turned, halves = 0.0, False, False
    for evidence, mine, yours in pairs:
        bits += evidence
        here.remove(mine)
        there.remove(yours)
        turned |= (mine < FIRST) != (yours < FIRST)
        halves |= mine < FIRST or yours < FIRST
    bits -= ANOTHER_ORDER * turned
    first = FIRST in here and FIRST in there
    surname = _is_left(here) and _is_left(there)
    if first:
        bits -= OTHER_FIRST
    elif here and there and max(here) >= FIRST <= max(there):
        bits -= OTHER_MIDDLE
    if surname:
        bits -= OTHER_HALF if halves else OTHER_SURNAME
    bits -= MISSING * (len(here) != len(there))
    if len(sides[0]) == len(sides[1]) == 1:
        bits += ONE_NAME
    other = surname and not first
    return bits, "the same forenames with another surname" if other else "a similar name"


Sides = tuple[tuple[str, ...], ...]


def _evened(ours: tuple[str, ...], theirs: tuple[str, ...]) -> Sides:
    """Both, with two parts of the longer as one where the shorter has them as one."""
    if len(ours) == len(theirs):
        return ours, theirs
    longer, shorter = (ours, theirs) if len(ours) > len(theirs) else (theirs, ours)
    for at in range(len(longer) - 1):
        one = longer[at] + longer[at + 1]
        if one in shorter or any(names.sounds_like(one, other) for other in shorter):
            longer = (*longer[:at], one, *longer[at + 2 :])
            break
    return (longer, shorter) if len(ours) > len(theirs) else (shorter, longer)


FIRST = 100  # the first of the forenames: places from here on are theirs, those below the surname's


def _is_left(places: set[int]) -> bool:
    """Whether a part of the surname is among the places."""
    return bool(places) and min(places) < FIRST


def _places(surnames: tuple[str, ...], forenames: tuple[str, ...]) -> list[tuple[int, str]]:
    """The parts of a name, each with the place where it stands."""
    return [*enumerate(surnames), *enumerate(forenames, FIRST)]


def _are_two(surnames: Sides, forenames: Sides) -> bool:
    """Whether neither first forename is any part of the other name, which of few parts is enough.

    Two of three with the same day and another part in common are told to be two people by that.
    """
    ours, theirs = forenames
    parts = len(surnames[0]) + len(ours), len(surnames[1]) + len(theirs)
    if not ours or not theirs or min(parts) > FEW:
        return False
    is_there = _is_part(ours[0], surnames[1], theirs)
    return not (is_there or _is_part(theirs[0], surnames[0], ours[1:]))


def _is_part(first: str, surnames: tuple[str, ...], forenames: tuple[str, ...]) -> bool:
    """Whether a first forename may be one of the parts of another name."""
    for one in forenames:
        if names.evidence(first, one, True):
            return True
    return any(names.evidence(first, one, False) for one in surnames)


def _paired(
    ours: list[tuple[int, str]], theirs: list[tuple[int, str]]
) -> list[tuple[float, int, int]]:
    """Which parts of two names are the same, the likest first, each part once, and the bits."""
    found = [
        (bits, here, there)
        for here, one in ours
        for there, other in theirs
        if (bits := names.evidence(one, other, here >= FIRST <= there))
    ]
    if len(found) < 2:
        return found
    found.sort(key=lambda pair: (-pair[0], (pair[1] < FIRST) != (pair[2] < FIRST)))
    pairs: list[tuple[float, int, int]] = []
    for pair in found:
        if not any(pair[1] == one[1] or pair[2] == one[2] for one in pairs):
            pairs.append(pair)
    return pairs
