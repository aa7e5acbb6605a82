"""What stands in the way of a change of somebody's details?"""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from entries.rules import people
from entries.rules.details.said import TITLES, Details, changed, in_words, of
from entries.rules.details.why import PROVED
from interchange import uploads
from interchange.refusals import RuleBroken

PROOFS = (uploads.PDF, uploads.PNG, uploads.JPEG)
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
NOT_THEIRS = (
    "{} has no entry of this candidate now, and another centre has: refuse the change and say so."
)
NO_WORDS = "Write why you refuse: the centre reads it and can then send what is missing."
NO_REASON = "Write why you change this: it stays in the history of the record."


class DetailsRefused(RuleBroken):
    """The details cannot be changed like this."""


class DetailsOvertaken(DetailsRefused):
    """Somebody else changed the details after the page showed them."""


class ProofRefused(DetailsRefused):
    """There is no proof, or not one we can take."""


def problems(old: Details, new: Details, on: date) -> list[tuple[str, str]]:
    """Everything wrong with what changes, on the day `on`: (field, sentence) pairs.

    What stays as it is on record is not judged: older records may break newer rules.
    """
    person = people.Person(**{name: getattr(new, name) for name in TITLES})
    return [one for one in people.problems(person, on) if one[0] in changed(old, new)]


def check_seen(seen: Details, now: Details) -> None:
    """Refuse a change by somebody who had other details before them than there are now."""
    if moved := changed(seen, now):
        raise DetailsOvertaken(OVERTAKEN.format(in_words(moved)))


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
        words = in_words(moved)
        raise DetailsRefused(STALE.format(words[:1].upper() + words[1:]))


def check_not_held(holders: Collection[str]) -> None:
    """Refuse a UCI or ULN that another record has: `holders` are the OCR numbers of such."""
    if holders:
        raise DetailsRefused(STILL_HELD.format(", ".join(holders)))


def check_words(words: str, missing: str) -> None:
    """Refuse a decision without words."""
    if not words.strip():
        raise DetailsRefused(missing)
