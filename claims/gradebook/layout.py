"""How do the candidates, units and grades of a claim stand in a file?"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from claims import rules

OCR_NUMBER, NAME = "OCR candidate number", "Name"
ABOUT = (OCR_NUMBER, "Candidate number", NAME, "Date of birth")


@dataclass(frozen=True)
class Gradebook:
    """What a claim's file is filled with, and judged by.

    `people` are the claimants by name, `units` those that centres mark, in their order,
    `assessors` those set up for the qualification; `facts` names every candidate's unit.
    """

    qualification: Any
    people: list[Any]
    units: list[Any]
    assessors: list[Any]
    facts: rules.CellFacts

    @cached_property
    def by_number(self) -> dict[str, Any]:
        """The claimants by OCR candidate number."""
        return {one.candidate.ocr_number: one for one in self.people}

    @cached_property
    def by_initials(self) -> dict[str, int]:
        """The ids of the assessors by their initials in capitals."""
        return {one.initials.upper(): one.pk for one in self.assessors}

    @cached_property
    def initials(self) -> dict[int, str]:
        """The assessors' initials by id."""
        return {one.pk: one.initials for one in self.assessors}

    def is_open(self, place: tuple[int, int]) -> bool:
        """Whether a grade may be given there."""
        return place in self.facts.open and place not in self.facts.taken

    def says(self, place: tuple[int, int]) -> str:
        """What the claim says of a place, as a cell of the file: P, or P AB with its assessor."""
        held = self.facts.held.get(place)
        if held is None:
            return ""
        several = len(self.assessors) > 1
        initials = self.initials.get(held.assessor_id, "") if several else ""
        return f"{held.grade} {initials}".strip()


def heading(unit: Any) -> str:
    """The heading of a unit's column; its number leads."""
    return f"{unit.number} {unit.title}"


def about(claimant: Any) -> list[str]:
    """What the file says of a candidate before the grades."""
    one = claimant.candidate
    return [one.ocr_number, claimant.number, one.name, f"{one.born_on:%d/%m/%Y}"]


def plain(text: str) -> str:
    """The letters and digits of a text, small and without accents, to compare by."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return re.sub(r"[\W_]", "", "".join(one for one in apart if not unicodedata.combining(one)))
