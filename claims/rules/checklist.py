"""What is worth a look before a claim is submitted; it advises and refuses nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Oddity:
    """Something to look at before a claim is submitted: what it is, and where."""

    title: str
    places: list[str]

    @property
    def heading(self):
        """The title with how many places it concerns."""
        return f"{self.title}: {len(self.places)}"

    @property
    def is_short(self):
        """Whether the places can be shown without being asked for."""
        return len(self.places) <= 5


def oddities(*, left_out=(), lower=(), unclaimed=(), needed=()):
    """What the checklist before submission shows; it advises and refuses nothing."""
    found = (
        Oddity("No longer registered: left out of the claim when you submit it", list(left_out)),
        Oddity("Lower than a grade the candidate already holds", list(lower)),
        Oddity("Still needed for the award after this claim", list(needed)),
        Oddity("Registered, and not on this claim", list(unclaimed)),
    )
    return [one for one in found if one.places]


def lower_than_held(lines: Iterable, held: Mapping, best_first: tuple[str, ...]):
    """Sentences for lines below the grade held, by {(candidate id, unit number): grade}."""
    return [
        f"{line.candidate.name}, unit {line.unit.number}: {line.claimed} claimed, {grade} held"
        for line in lines
        if (grade := held.get((line.candidate_id, line.unit.number)))
        and best_first.index(line.claimed) > best_first.index(grade)
    ]
