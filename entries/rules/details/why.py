"""When is a change of details a correction, and when is it for the board to decide?

Published: details are corrected free of charge; a change of whole name, rather than of a spelling
mistake, needs proof. Where the one ends and the other begins is ours (docs/adr/0018).
"""

from collections.abc import Iterable

from entries.rules import people, spelling
from entries.rules.details.said import NAMES, Details, changed

SHORTEST = 4  # letters of a name in which one slip is still the same name
WHOLE_NAME = "whole_name"
ANOTHER_PERSON = "another_person"
HELD = "held"
SHARED = "shared"
WHY = {
    WHOLE_NAME: (
        "The new name is another name, not another spelling of the name on record. The board"
        " changes it when it has seen proof, such as a deed poll or a marriage certificate."
    ),
    ANOTHER_PERSON: (
        "Name and date of birth would both be other than those on record, as if this were another"
        " person. The board changes both when it has seen proof, such as a birth certificate."
    ),
    HELD: (
        "Another record holds this UCI or ULN. If both records are the same person, ask for them"
        " to be merged instead: then everything stands on one record. If not, the board finds out"
        " whose number it is."
    ),
    SHARED: (
        "Another centre has this candidate as well, and the record is one for both. The board"
        " changes it once it has looked at what you send; the other centre is told."
    ),
}
PROVED = {WHOLE_NAME, ANOTHER_PERSON}  # what needs papers


def same_name(one: Details, other: Details) -> bool:
    """Whether two people's names are spellings of one: misspelt, accented, swapped, shortened.

    A forename may be shortened; a surname that gains or loses a part is another surname.
    """
    ours, theirs = _plain(one), _plain(other)
    if sorted(" ".join(ours).split()) == sorted(" ".join(theirs).split()):
        return True
    return _spelt_alike(ours, theirs) or _spelt_alike(ours[::-1], theirs)


def _plain(one: Details) -> tuple[str, str]:
    return people.plain(one.surname), people.plain(one.forenames)


def _spelt_alike(ours: tuple[str, str], theirs: tuple[str, str]) -> bool:
    surname = spelling.nearly(ours[0], theirs[0]) or _one_slip(ours[0], theirs[0])
    return surname and (spelling.alike(ours[1], theirs[1]) or _one_slip(ours[1], theirs[1]))


def _one_slip(one: str, other: str) -> bool:
    """Whether one letter is another, or two are changed round, in names of four or more."""
    wrong = [pair for pair in zip(one, other, strict=False) if pair[0] != pair[1]]
    turned = len(wrong) == 2 and wrong[0] == wrong[1][::-1]
    return len(one) == len(other) >= SHORTEST and (len(wrong) == 1 or turned)


def why_board(
    settled: Details, old: Details, new: Details, *, held: bool, shared: bool = False
) -> list[str]:
    """Why a change is for the board to decide, as keys of WHY; empty for a correction.

    `settled` are the details before the first correction since anybody at the board looked at
    them, so that no chain of corrections leads from one name to another. `held` says whether
    another person's record has the new UCI or ULN, `shared` whether another centre has the
    candidate as well.
    """
    moved = set(changed(old, new))
    found = []
    if moved & {*NAMES} and not same_name(settled, new):
        found.append(WHOLE_NAME)
    elif moved & {*NAMES, "born_on"} and _another_person(settled, new):
        found.append(ANOTHER_PERSON)
    if held:
        found.append(HELD)
    if shared:
        found.append(SHARED)
    return found


def _another_person(settled: Details, new: Details) -> bool:
    return _plain(settled) != _plain(new) and settled.born_on != new.born_on


def settled(current: Details, corrections: Iterable[tuple[Details, bool]]) -> Details:
    """The details from before the corrections, which are (old, by the board) newest first."""
    for old, by_board in corrections:
        if by_board:
            break
        current = old
    return current
