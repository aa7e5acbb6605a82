"""What may be said of a unit that was achieved with another awarding body, and what proves it?"""

from typing import Any

from interchange.refusals import RuleBroken

LONGEST = 120  # signs of an awarding body's name
NAMELESS = "Enter the name of the awarding body."


class OtherBodyRefused(RuleBroken):
    """What was said of another awarding body, or sent to prove it, cannot stand."""


def tidy_body(name: str) -> str:
    """The name with single spaces."""
    return " ".join(name.split())


def check_body(name: str) -> None:
    """Raise OtherBodyRefused unless the name is that of another awarding body."""
    if not name:
        raise OtherBodyRefused(NAMELESS)
    if len(name) > LONGEST:
        raise OtherBodyRefused(
            f"The name of the awarding body has {len(name)} characters; the most is {LONGEST}."
        )
    if _is_ours(name):
        raise OtherBodyRefused(
            "Units achieved with OCR are claimed By Candidate or By Unit. Enter the name of the"
            " other awarding body."
        )


def _is_ours(name: str) -> bool:
    """Whether the name is OCR's own, in short or in full."""
    letters = "".join(sign for sign in name.casefold() if sign.isalpha())
    in_full = letters.startswith("oxfordcambridge") and "rsa" in letters
    return letters == "ocr" or "ocr" in name.casefold().split() or in_full


def check_can_prove(line: Any, number: int, most: int) -> None:
    """Raise OtherBodyRefused unless the line takes another file, being the `number`th of it."""
    if line is None or not line.other_awarding_body:
        raise OtherBodyRefused(
            "Evidence is for units from another awarding body. Choose one that is saved on this"
            " claim."
        )
    if number > most:
        raise OtherBodyRefused(
            f"{line.candidate.name}, unit {line.unit.number}, has {most} files of evidence, which"
            " is the most. Take one away first."
        )
