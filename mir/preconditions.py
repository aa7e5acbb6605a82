"""What must be so before a request makes sense? Each answers with a sentence, or None if it is."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class RequestFacts:
    """What the portal knows about what a request names."""

    today: date
    visits: tuple[date, ...] = ()  # of this centre's claims for the qualification
    processed: frozenset[int] = frozenset()  # numbers of processed claims with what is named
    candidate_here: bool = True  # has an entry at the centre
    unit_offered: bool = True  # belongs to the qualification
    claim_known: bool = True  # the claim named is this centre's, for the qualification
    ocr_number: str = ""  # of the candidate named
    other_ocr_number: str = ""
    same_person: bool = False  # the two numbers are one record already, as the centre can know


def visit_has_happened(facts: RequestFacts) -> str | None:
    """A claim can only have missed something once the moderator has visited."""
    if any(visit <= facts.today for visit in facts.visits):
        return None
    return (
        "No moderation visit for this qualification has taken place yet at your centre."
        " Add the candidate or unit to a claim instead, or to the claim still open."
    )


def claim_is_processed(facts: RequestFacts) -> str | None:
    """What a claim says can be changed with the moderator until the claim is processed."""
    if facts.processed:
        return None
    return (
        "No processed claim of your centre for this qualification contains what you name."
        " While a claim is still with the moderator, ask the moderator to change or withdraw it."
    )


def records_differ(facts: RequestFacts) -> str | None:
    """Merging needs two numbers. Whether the other is on record is not the centre's to learn."""
    if not facts.ocr_number or not facts.other_ocr_number:
        return None
    if facts.ocr_number == facts.other_ocr_number:
        return "Both OCR candidate numbers are the same. Enter the number of the duplicate record."
    if facts.same_person:
        return "These two OCR candidate numbers have been merged already."
    return None
