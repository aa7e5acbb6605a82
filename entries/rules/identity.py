"""Whose is a UCI or ULN that is typed? One person's in the whole portal (UCI guidance).

By such a number nobody is reached whose name or date of birth is another, and no second record gets
it: otherwise a centre could learn of, or register, another centre's candidate by a number alone.
"""

from collections.abc import Collection, Mapping
from typing import Any

TITLES = {"uci": "UCI", "uln": "ULN"}
MEETS = (
    "This {} is on record for a candidate with another name or date of birth, so nobody is entered"
    " by it. Compare it with the candidate's papers: correct it, or leave it out. If it is right,"
    " enter the candidate without it, then write to the board with the number and the new OCR"
    " candidate number: the board finds out whose it is."
)
Numbers = Mapping[tuple[str, str], Collection[int]]  # ("uci", number): the persons who have it


def meets(person: Any, holders: Numbers, *, besides: Collection[int] = ()) -> tuple[str, str]:
    """What a typed person's UCI or ULN meets, as (field, sentence); ("", "") where nothing.

    `holders` says who has which number, by (kind, number). `besides` are the persons about whom the
    centre is asked first, or whom the typed one is known to be.
    """
    for kind, title in TITLES.items():
        number = getattr(person, kind)
        if number and set(holders.get((kind, number), ())) - set(besides):
            return kind, MEETS.format(title)
    return "", ""
