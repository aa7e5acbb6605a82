"""When is a change of somebody's details a correction, and when is it for the board to decide?

Published: details are corrected free of charge; a change of whole name, rather than of a spelling
mistake, needs proof. Where the one ends and the other begins is ours (docs/adr/0018).
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from entries.rules import people, spelling
from interchange import uploads
from interchange.refusals import RuleBroken

TITLES = {
    "surname": "Surname",
    "forenames": "Forenames",
    "born_on": "Date of birth",
    "sex": "Sex",
    "uci": "UCI",
    "uln": "ULN",
}
NAMES = ("surname", "forenames")
CARRIED = ("surname", "forenames", "born_on", "sex")  # what all records of one person say alike
SEXES = {"F": "Female", "M": "Male", "X": "Not specified"}
NOT_ON_RECORD = "Not on record"
SHORTEST = 4  # letters of a name in which one slip is still the same name
PROOFS = (uploads.PDF, uploads.PNG, uploads.JPEG)

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
NOTHING = "These are the details on record already: nothing would change. Change what is wrong."
NO_PROOF = "Attach the proof, such as a deed poll or a marriage certificate, as PDF, PNG or JPEG."
WAITS = (
    "Another change of this candidate's details waits for the board's decision. Wait for it, or"
    " cancel it first if your centre asked for it."
)
OVERTAKEN = (
    "Somebody else has changed {} meanwhile. Compare what stands there now with what you want to"
    " change, and send it again."
)
STALE = (
    "{} of this candidate changed after this was sent in, so it no longer fits. Refuse it, and let"
    " the centre send in what is still wrong."
)
STILL_HELD = (
    "Another record ({}) still holds this UCI or ULN. Merge the two if they are one person, or"
    " correct that record first; then approve this."
)
MERGED = (
    "This record was merged into another meanwhile. Open the candidate again, and correct the"
    " details there."
)
NO_WORDS = "Write why you refuse: the centre reads it and can then send what is missing."
NO_REASON = "Write why you change this: it stays in the history of the record."


class DetailsRefused(RuleBroken):
    """The details cannot be changed like this."""


class DetailsOvertaken(DetailsRefused):
    """Somebody else changed the details after the page showed them."""


class ProofRefused(DetailsRefused):
    """There is no proof, or not one we can take."""


@dataclass(frozen=True)
class Details:
    """What a record says about a person, as far as a centre may have it corrected."""

    surname: str = ""
    forenames: str = ""
    born_on: date | None = None
    sex: str = ""
    uci: str = ""
    uln: str = ""

    @property
    def name(self) -> str:
        """Surname first, as lists have it."""
        return people.surname_first(self.surname, self.forenames)


@dataclass(frozen=True)
class DetailChanged:
    """One detail that changes, in words; `name` is its field."""

    name: str
    title: str
    old: str
    new: str


def of(record: Any) -> Details:
    """The Details of whatever has these fields."""
    return Details(**{name: getattr(record, name) for name in TITLES})


def as_json(details: Details) -> dict[str, str]:
    """The Details as they are kept."""
    return {**asdict(details), "born_on": details.born_on.isoformat() if details.born_on else ""}


def carried(kept: Mapping[str, str]) -> dict[str, str]:
    """Of details as they are kept, those that all records of one person say alike."""
    return {name: kept[name] for name in CARRIED}


def from_json(kept: Mapping[str, str]) -> Details:
    """The Details that were kept."""
    born_on = date.fromisoformat(kept["born_on"]) if kept.get("born_on") else None
    texts = {name: text for name, text in kept.items() if name != "born_on"}
    return Details(born_on=born_on, **texts)


def changed(old: Details, new: Details) -> list[str]:
    """The fields in which two Details differ, in the order of the page."""
    return [name for name in TITLES if getattr(old, name) != getattr(new, name)]


def _in_words(names: Iterable[str]) -> str:
    """The fields as a sentence names them: the surname and the UCI."""
    titles = [
        title if title.isupper() else title.lower() for title in map(TITLES.__getitem__, names)
    ]
    return " and ".join(f"the {title}" for title in titles)


def rows(old: Details, new: Details) -> list[DetailChanged]:
    """What changes, as DetailChanged."""
    return [
        DetailChanged(
            name,
            TITLES[name],
            detail_text(name, getattr(old, name)),
            detail_text(name, getattr(new, name)),
        )
        for name in changed(old, new)
    ]


def detail_text(name: str, value: Any) -> str:
    """A detail as people read it."""
    if name == "born_on" and value:
        return f"{value:%-d %B %Y}"
    return (SEXES.get(value, value) if name == "sex" else value) or NOT_ON_RECORD


def carrying(record: Any, old: Details, new: Details) -> Details:
    """The Details of a record once what differs from `old` to `new` is changed on it."""
    return replace(of(record), **{name: getattr(new, name) for name in changed(old, new)})


def following(seen: Details, typed: Details, now: Details) -> Details:
    """The Details typed, except that what was left as it was seen follows what is there now."""
    mine = changed(seen, typed)
    return replace(now, **{name: getattr(typed, name) for name in mine})


def problems(old: Details, new: Details, on: date) -> list[tuple[str, str]]:
    """Everything wrong with what changes, on the day `on`: (field, sentence) pairs.

    What stays as it is on record is not judged: older records may break newer rules.
    """
    person = people.Person(**{name: getattr(new, name) for name in TITLES})
    return [one for one in people.problems(person, on) if one[0] in changed(old, new)]


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


def check_seen(seen: Details, now: Details) -> None:
    """Refuse a change by somebody who had other details before them than there are now."""
    if moved := changed(seen, now):
        raise DetailsOvertaken(OVERTAKEN.format(_in_words(moved)))


def check(old: Details, new: Details, on: date) -> None:
    """Refuse details that cannot be right, and a change of nothing."""
    wrong = [sentence for _, sentence in problems(old, new, on)]
    if wrong:
        raise DetailsRefused(" ".join(wrong))
    if not changed(old, new):
        raise DetailsRefused(NOTHING)


def check_none_waits(waiting: object) -> None:
    """Refuse a change while another one waits for the board."""
    if waiting:
        raise DetailsRefused(WAITS)


def check_proof(why: Iterable[str], checked: Collection[uploads.Checked]) -> None:
    """Refuse what needs proof and has none; and papers that are neither PDF nor picture."""
    if PROVED & set(why) and not checked:
        raise ProofRefused(NO_PROOF)
    kinds = {kind.content_type for kind in PROOFS}
    for one in checked:
        if one.content_type not in kinds:
            raise ProofRefused(f"“{one.name}” is neither a PDF nor a picture. {NO_PROOF}")


def check_not_stale(record: Any, old: Details, new: Details) -> None:
    """Refuse to change what somebody else changed after it was asked for."""
    was, now = of(record), changed(old, new)
    moved = [name for name in now if getattr(was, name) != getattr(old, name)]
    if moved:
        words = _in_words(moved)
        raise DetailsRefused(STALE.format(words[:1].upper() + words[1:]))


def check_not_held(holders: Collection[str]) -> None:
    """Refuse a UCI or ULN that another record has: `holders` are the OCR numbers of such."""
    if holders:
        raise DetailsRefused(STILL_HELD.format(", ".join(holders)))


def check_words(words: str, missing: str) -> None:
    """Refuse a decision without words."""
    if not words.strip():
        raise DetailsRefused(missing)
