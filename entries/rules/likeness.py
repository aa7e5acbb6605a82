"""When are two records likely the same person?"""

from difflib import SequenceMatcher

from entries.rules.people import Named, plain
from entries.rules.spelling import alike


def likely_same(person: Named, record: Named) -> str:
    """Why a person and a record (or two persons) may be one, as words; nothing where not."""
    if person.uci and person.uci == record.uci:
        return "the same UCI"
    if person.uln and person.uln == record.uln:
        return "the same ULN"
    if person.born_on and person.born_on == record.born_on and similar_names(person, record):
        return "the same date of birth and a similar name"
    return ""


def likeness(person: Named, record: Named) -> tuple[bool, float]:
    """How alike two people are, for showing the likeliest first: identifiers, then names."""
    identified = likely_same(person, record).endswith(("UCI", "ULN"))
    ours, theirs = (plain(f"{one.surname} {one.forenames}") for one in (person, record))
    return identified, SequenceMatcher(None, ours, theirs, autojunk=False).ratio()


def similar_names(one: Named, other: Named) -> bool:
    """Whether two people's names look alike: misspelt, accented, shortened or swapped."""
    ours = plain(one.surname), plain(one.forenames)
    theirs = plain(other.surname), plain(other.forenames)
    if sorted(" ".join(ours).split()) == sorted(" ".join(theirs).split()):
        return True
    straight = alike(ours[0], theirs[0]) and alike(ours[1], theirs[1])
    return straight or (alike(ours[0], theirs[1]) and alike(ours[1], theirs[0]))
