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
        return Likeness()
    ours, theirs = name(person.surname, person.forenames), name(record.surname, record.forenames)
    called, as_words = _names_alike(ours, theirs)
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

Name = tuple[tuple[str, ...], tuple[str, ...]]  # parts of the surname, parts of the forenames


def name(surname: str, forenames: str) -> Name:
    """A name in its parts."""
    return names.parts(surname), names.parts(forenames)


@lru_cache(names.KEPT)
def _names_alike(ours: Name, theirs: Name) -> tuple[float, str]:
    """Bits of evidence in two names, and words for it; far below 0 where they are two people's."""
    surnames, forenames = _evened(ours[0], theirs[0]), _evened(ours[1], theirs[1])
    sides = _places(surnames[0], forenames[0]), _places(surnames[1], forenames[1])
    pairs = _paired(*sides)
    if not pairs:
        return NEVER, ""
    bits = sum(one for one, *_ in pairs)
    bits -= ANOTHER_ORDER * any(a[0] != b[0] for _, a, b in pairs)
    left = [
        sides[0].keys() - {here for _, here, _ in pairs},
        sides[1].keys() - {there for _, _, there in pairs},
    ]
    first, other_roles = FIRST in left[0] & left[1], [{role for role, _ in one} for one in left]
    surname, middle = (role in other_roles[0] & other_roles[1] for role in (0, 1))
    if first:
        bits -= OTHER_FIRST
    elif middle:
        bits -= OTHER_MIDDLE
    if surname:
        halves = any(not role for pair in pairs for role, _ in pair[1:])
        bits -= OTHER_HALF if halves else OTHER_SURNAME
    bits -= MISSING * (len(left[0]) != len(left[1]))
    if len(sides[0]) == len(sides[1]) == 1:
        bits += ONE_NAME
    other = surname and not first
    return bits, "the same forenames with another surname" if other else "a similar name"


def _evened(ours: tuple[str, ...], theirs: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Both, with two parts of the longer as one where the shorter has them as one."""
    if len(ours) == len(theirs):
        return ours, theirs
    longer, shorter = (ours, theirs) if len(ours) > len(theirs) else (theirs, ours)
    for at in range(len(longer) - 1):
        one = longer[at] + longer[at + 1]
        if one in shorter or names.sound(one) in map(names.sound, shorter):
            longer = (*longer[:at], one, *longer[at + 2 :])
            break
    return (longer, shorter) if len(ours) > len(theirs) else (shorter, longer)


Place = tuple[int, int]  # 0 for the surname and 1 for forenames, and which part of it
FIRST: Place = (1, 0)


def _places(surnames: tuple[str, ...], forenames: tuple[str, ...]) -> dict[Place, str]:
    """The parts of a name by where they stand."""
    roles = enumerate((surnames, forenames))
    return {(role, at): part for role, parts in roles for at, part in enumerate(parts)}


def _paired(ours: dict[Place, str], theirs: dict[Place, str]) -> list[tuple[float, Place, Place]]:
    """Which parts of two names are the same, the likest first, each part once, and the bits."""
    found = [
        (bits, here, there)
        for here, one in ours.items()
        for there, other in theirs.items()
        if (bits := names.evidence(one, other, bool(here[0] and there[0])))
    ]
    found.sort(key=lambda pair: (-pair[0], pair[1][0] != pair[2][0]))
    pairs: list[tuple[float, Place, Place]] = []
    for pair in found:
        if not any(pair[1] == one[1] or pair[2] == one[2] for one in pairs):
            pairs.append(pair)
    return pairs
