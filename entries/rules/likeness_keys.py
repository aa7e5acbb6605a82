"""By which keys is a record found that may be the same person, without looking at all others?

Two records that `likeness` would show have a key in common, but for a few; two that have one need
not be alike. A key is a name's part with the date of birth, or a surname and a forename with two
of the three parts of the date, so that a slip in the third is found. Day and month stand in order
of size where they could have been changed round.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import product
from zlib import crc32

from entries.rules import likeness, names
from entries.rules.people import Named

MOST = 2  # surnames, and forenames, that make pairs
MOST_MET = 50  # people with a key in common who are looked at among those of a form or file
LAST_MONTH = 12


class Met:
    """The people of one form or file so far: who of them has a key in common with the next?"""

    def __init__(self) -> None:
        """Begin with nobody."""
        self._places: dict[int, tuple[int, ...]] = {}

    def before(self, place: int, person: Named) -> list[int]:
        """The places of those met who have a key in common with the person; then remember it."""
        found: dict[int, None] = {}
        for key in keys(person):
            here = self._places.get(key, ())
            found.update(dict.fromkeys(here))
            if len(here) < MOST_MET:
                self._places[key] = (*here, place)
        return list(found)


def keys(one: Named) -> list[int]:
    """The keys of somebody's name and date of birth, as numbers of 32 bits, sorted; else none."""
    if one.born_on is None:
        return []
    surnames, called = likeness.name(one.surname, one.forenames)
    return sorted({_number(key) for key in _keys(surnames, called, one.born_on)})


def as_array(numbers: Iterable[int]) -> str:
    """Numbers as PostgreSQL writes an array, for statements that take many."""
    return "{" + ",".join(map(str, numbers)) + "}"


def _keys(surnames: tuple[str, ...], called: tuple[str, ...], born_on: date) -> Iterator[str]:
    year, month, day = born_on.year, born_on.month, born_on.day
    first, second = sorted((month, day)) if day <= LAST_MONTH else (month, day)
    for part in {*surnames, *called}:
        for form in {*names.forms(part), f"sound {names.sound(part)}"}:
            yield f"{form} {year}-{first}-{second}"
    for pair in _pairs(surnames, called):
        yield from (f"{pair} {year}-{month}", f"{pair} {year}--{day}", f"{pair} {month}-{day}")


def _pairs(surnames: tuple[str, ...], called: tuple[str, ...]) -> Iterator[str]:
    """A surname and a forename, whichever stands where; two words of a name in one field."""
    parts = [(*surnames, *called)[:1], (*surnames, *called)[1:]]
    sides = [surnames, called] if surnames and called else parts
    for one, other in product(*(side[:MOST] for side in sides)):
        for pair in product(names.forms(one), names.forms(other)):
            yield " ".join(sorted(pair))


def _number(key: str) -> int:
    return crc32(key.encode()) - (1 << 31)
