"""What is worth a look before a claim is submitted; it advises, and says what would hinder."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

SHOWN = 500  # places of one oddity; a page has to stay quick


@dataclass(frozen=True)
class OddPlace:
    """Where something is odd, and what mends it.

    That is the page of a `candidate` (by OCR number), another `page` of the claim, or a letter to
    somebody's `email`.
    """

    sentence: str
    candidate: str = ""
    page: str = ""
    email: str = ""


@dataclass(frozen=True)
class Oddity:
    """Something to look at before a claim is submitted: what it is, and where."""

    title: str
    places: list[OddPlace]
    hinders: bool = False  # submission, until it is answered

    @property
    def heading(self) -> str:
        """The title with how many places it concerns."""
        return f"{self.title}: {len(self.places)}"

    @property
    def is_short(self) -> bool:
        """Whether the places can be shown without being asked for."""
        return self.hinders or len(self.places) <= 5

    @property
    def more(self) -> int:
        """How many places are not shown."""
        return max(len(self.places) - SHOWN, 0)


TITLES = {  # what the checklist may show, in its order
    "again": "Held already: say why it is claimed again, or take it off the claim",
    "left_out": "Left out of the claim when you submit it",
    "unsaved": "Typed and not saved: no part of the claim",
    "lower": "Lower than a grade the candidate already holds",
    "no_evidence": "From another awarding body, and no evidence attached",
    "moderators": "Centre assessors with the name of a moderator",
    "needed": "Still needed for the award after this claim",
    "ends": "When this qualification ends",
    "unclaimed": "Registered, and not on this claim",
    "changed": "Changed since the claim was recalled",
}
HINDERS = "again"  # the word of TITLES that has to be answered first


def oddities(**found: Iterable[OddPlace]) -> list[Oddity]:
    """What the checklist before submission shows, of places by the words of TITLES."""
    shown = (
        Oddity(title, list(found.get(word, ())), hinders=word == HINDERS)
        for word, title in TITLES.items()
    )
    return [one for one in shown if one.places]


def lower_than_held(
    lines: Iterable[Any], held: Mapping[tuple[int, str], str], best_first: tuple[str, ...]
) -> list[OddPlace]:
    """The lines below the grade held, by {(candidate id, unit number): grade}."""
    return [
        of_line(line, f"{line.claimed} claimed, {grade} held")
        for line in lines
        if (grade := held.get((line.candidate_id, line.unit.number)))
        and best_first.index(line.claimed) > best_first.index(grade)
    ]


def of_line(line: Any, remark: str = "") -> OddPlace:
    """The place of a line, with a remark; its candidate's page mends it."""
    sentence = f"{line.candidate.name}, unit {line.unit.number}"
    told = f"{sentence}: {remark}" if remark else sentence
    return OddPlace(told, candidate=line.candidate.ocr_number)


def typed_not_saved(typed: Iterable[tuple[Any, int]], mine: int) -> list[OddPlace]:
    """Who has typed grades and not saved them, of (person, number): your own page, or a letter."""
    return [
        OddPlace(f"You have typed {_grades(number)} and not saved {_them(number)}", page="unsaved")
        if person.pk == mine
        else OddPlace(
            f"{person.name} has typed {_grades(number)} and not saved {_them(number)}",
            email=person.email,
        )
        for person, number in typed
    ]


def _grades(number: int) -> str:
    """So many grades, in words."""
    return "1 grade" if number == 1 else f"{number} grades"


def _them(number: int) -> str:
    """The word for so many things already named."""
    return "it" if number == 1 else "them"


def changes(
    savings: Iterable[Sequence[Any]],
) -> dict[tuple[int, int], tuple[str | None, str | None]]:
    """What several savings made of each cell, the first one first: {place: (before, now)}.

    A saving is a list of [candidate id, unit id, grade before, grade now, assessor id]. What was
    changed back is no change.
    """
    found: dict[tuple[int, int], tuple[str | None, str | None]] = {}
    for cells in savings:
        for candidate, unit, before, now, _ in cells:
            first = found.get((candidate, unit), (before,))[0]
            found[candidate, unit] = (first, now)
    return {at: change for at, change in found.items() if change[0] != change[1]}
