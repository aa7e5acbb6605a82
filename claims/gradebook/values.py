"""What does a cell of the file ask for? A grade, perhaps its assessor, or no grade any more."""

import re

from claims.gradebook.layout import Gradebook, plain

GRADES = {"p": "P", "m": "M", "d": "D", "pass": "P", "merit": "M", "distinction": "D"}
OFF = ("n", "notclaiming", "notclaimed")
GRADE_AND_INITIALS = re.compile(r"([a-z]+)(?:[ /:,(-]+([a-z0-9]+)\)?)?", re.IGNORECASE)
WRITE = "Write P, M or D; Not claiming takes a grade off; an empty cell leaves it as it is."


class NotAGrade(Exception):
    """What a cell holds asks for nothing that can be given; the message says what may stand."""


def asked(value: str) -> tuple[str | None, str]:
    """Give the grade (None for Not claiming) and the initials ("" for none) a cell asks for.

    Raises NotAGrade.
    """
    if plain(value) in OFF:
        return None, ""
    found = GRADE_AND_INITIALS.fullmatch(value)
    if found and (grade := GRADES.get(found[1].lower())):
        return grade, (found[2] or "").upper()
    if found and found[1].upper() == "U":
        raise NotAGrade("Only the moderator gives U. Choose P, M or D, or empty the cell.")
    raise NotAGrade(f"This is no grade. {WRITE}")


def assessor(
    initials: str, grade: str, place: tuple[int, int], book: Gradebook, default: int | None
) -> int:
    """Give the id of the assessor of a grade.

    Initials name one. Without them a grade that stands on the claim already keeps its assessor,
    and every other gets the `default`. Raises NotAGrade.
    """
    held = book.facts.held.get(place)
    if initials:
        return _by_initials(initials, book)
    if held and held.grade == grade:
        return held.assessor_id
    if default is None:
        raise NotAGrade(
            "Nothing says who marked it. Write the assessor's initials after the grade, such as"
            f" {grade} AB, or choose a centre assessor for grades without initials."
        )
    return default


def _by_initials(initials: str, book: Gradebook) -> int:
    """The assessor of those initials; raises NotAGrade if nobody has them."""
    found = book.by_initials.get(initials)
    if found is None:
        raise NotAGrade(
            f"{initials} are the initials of no centre assessor set up for"
            f" {book.qualification.code}. Correct them, or set the assessor up first."
        )
    return found
