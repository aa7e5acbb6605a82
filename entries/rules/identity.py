"""Whose is a UCI or ULN that is typed? One person's in the whole portal (UCI guidance).

By such a number nobody is reached whose name or date of birth is another, and no second record gets
it: otherwise a centre could learn of, or register, another centre's candidate by a number alone.
"""

from collections.abc import Collection, Mapping
from typing import Any

from entries.rules.known import Who
from interchange.refusals import RuleBroken

FIGURE = "open-identity-questions"  # how many a centre may have with the board at once
TITLES = {"uci": "UCI", "uln": "ULN"}
MEETS = (
    "This {} is on record for a candidate with another name or date of birth, so nobody is entered"
    " by it. Compare it with the candidate's papers: correct it, or leave it out. If it is right,"
    " choose “Ask the board” where you register the candidate, on the form or at the line of a"
    " file: the board finds out whose it is, and registers the candidate."
)
NOT_TO_ASK = (
    "The board is asked about a UCI or ULN only where that is all that keeps {} from being"
    " registered. Check the details once more."
)
ASKED_OTHERWISE = (
    "You have asked the board about this {} already, with other details. Take that question back"
    " under “Questions to the board”, then ask anew."
)
SAY_FIRST = (
    "{} looks like your candidate {}. Say first whether it is: where you register candidates on the"
    " form, choose your candidate, or “Somebody else” and then “Ask the board”."
)
TOO_MANY = (
    "Your centre has {} with the board, as many as it may have at once. Wait for an answer, or"
    " take one back under “Questions to the board”."
)
WITH_THE_BOARD = (
    "You have asked the board whose {} of this candidate is, and its answer registers the"
    " candidate. Take that question back first if you register the candidate here."
)
NEVER_SAID = (
    "It looks like the centre's candidate {}, and the centre has not said that it is somebody else."
)
NOT_AS_ASKED = (
    "It cannot be registered as it was asked: {} Decline the question and say so: the centre may"
    " then ask anew."
)
SINCE = "The centre has registered {} since it asked, who looks like the same person."


class IdentityRefused(RuleBroken):
    """The board cannot be asked, or cannot answer so; the message says why and what to do."""


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


def may_ask(who: Who, problems: Collection[object]) -> bool:
    """Whether a number that is another's is all that is wrong, so that the board may be asked."""
    return bool(who.meets) and len(problems) == 1


def check_number(count: int, most: int | None) -> None:
    """Refuse one more question beside `count` open ones, where the board allows `most` at once.

    None allows any number.
    """
    if most is not None and count >= most:
        raise IdentityRefused(TOO_MANY.format(f"{count} question{'' if count == 1 else 's'}"))
