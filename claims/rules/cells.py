"""What may be saved in a claim's cells: who, which unit, which grade, marked by whom."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from interchange.refusals import RuleBroken

CLAIMED_BY_CENTRES = ("P", "M", "D")
NOT_CLAIMING = "Not claiming"


def remembered(grade: str | None, assessor_id: int | str | None) -> str:
    """A grade and its assessor as pages remember what they showed; "" where none is claimed."""
    return f"{grade}:{assessor_id or ''}" if grade else ""


@dataclass(frozen=True)
class Cell:
    """A grade for a candidate's unit as it is to be; without a grade the unit is not claimed.

    `seen` is what the claim said when the cell was typed, as `remembered` has it; None takes the
    place of whatever is there.
    """

    candidate_id: int
    unit_id: int
    grade: str | None = None
    assessor_id: int | None = None
    seen: str | None = None
    other_awarding_body: str = ""

    @property
    def place(self) -> tuple[int, int]:
        """The candidate and the unit."""
        return (self.candidate_id, self.unit_id)

    @property
    def wanted(self) -> str:
        """What the claim is to say, as `remembered` has it."""
        return remembered(self.grade, self.assessor_id)


@dataclass(frozen=True)
class Held:
    """What the claim says of a cell now: the grade, who marked it, who saved it and when."""

    grade: str
    assessor_id: int
    by: str = ""
    at: datetime | None = None
    other_awarding_body: str = ""

    @property
    def remembered(self) -> str:
        """Grade and assessor as pages remember them."""
        return remembered(self.grade, self.assessor_id)


@dataclass(frozen=True)
class Problem:
    """Why a cell cannot be saved: a sentence, what the claim says now, whether it was overtaken."""

    sentence: str
    now: Held | None = None
    overtaken: bool = False


class CellsRefused(RuleBroken):
    """Some cells cannot be saved; `problems` names each: {(candidate id, unit id): Problem}."""

    def __init__(self, problems: Mapping[tuple[int, int], Problem]) -> None:
        """Take the problems."""
        super().__init__(" ".join(one.sentence for one in problems.values()))
        self.problems = problems


@dataclass(frozen=True)
class CellFacts:
    """What cells are judged by.

    `open` holds the (candidate id, unit id) pairs that may be claimed, `held` what the claim says
    now, `taken` the pairs that stand on another live claim with that claim's name, `assessors` the
    ids of those set up for the qualification, `names` how candidates and units are called, and
    `other_bodies` whether units of other awarding bodies may contribute.
    """

    open: Collection[tuple[int, int]]
    held: Mapping[tuple[int, int], Held]
    taken: Mapping[tuple[int, int], str]
    assessors: Collection[int]
    names: Mapping[tuple[int, int], str]
    other_bodies: bool = False

    def says(self, place: tuple[int, int]) -> str:
        """What the claim says of a place now, as `remembered` has it."""
        return self.held[place].remembered if place in self.held else ""

    def changes(self, cell: Cell) -> bool:
        """Whether saving the cell would change the claim."""
        held = self.held.get(cell.place)
        same_body = held is None or held.other_awarding_body == cell.other_awarding_body
        return cell.wanted != self.says(cell.place) or not same_body


def problems(cells: Iterable[Cell], facts: CellFacts) -> dict[tuple[int, int], Problem]:
    """What keeps cells from being saved, by place; those that may be saved are not in it.

    A cell that says what the claim says already, or takes a line off it, may always be saved,
    unless somebody else has saved something other there since it was typed: then both values are
    for the typist to choose from.
    """
    return {cell.place: found for cell in cells if (found := _problem(cell, facts))}


def check_cells(cells: Iterable[Cell], facts: CellFacts) -> None:
    """Raise CellsRefused unless every cell may be saved."""
    if found := problems(cells, facts):
        raise CellsRefused(found)


def _problem(cell: Cell, facts: CellFacts) -> Problem | None:
    """Give what keeps a cell from being saved; None where nothing does."""
    if not facts.changes(cell):
        return None
    now, name = facts.held.get(cell.place), facts.names.get(cell.place)
    if cell.seen is not None and cell.seen != facts.says(cell.place):
        return Problem(_overtaken(name, cell, now), now, overtaken=True)
    sentence = _wrong_with(cell, facts, name) if cell.grade else None
    return Problem(sentence, now) if sentence else None


def _overtaken(name: str | None, cell: Cell, now: Held | None) -> str:
    """Give the sentence that shows both values of a cell that two people typed in."""
    where = f"{name or 'One of the cells'}: "
    yours = cell.grade or NOT_CLAIMING
    if now is None:
        return f"{where}somebody has taken the grade off the claim meanwhile; yours is {yours}."
    when = f" at {now.at:%H:%M on %-d %B}" if now.at else ""
    return f"{where}{now.by or 'somebody'} saved {now.grade} meanwhile{when}; yours is {yours}."


def _wrong_with(cell: Cell, facts: CellFacts, name: str | None) -> str | None:
    """Give the sentence that says why a grade cannot be saved; None where it can."""
    if name is None or not _may_stand(cell, facts):
        return _not_open(name)
    if cell.place in facts.taken:
        return f"{name} is already on {facts.taken[cell.place]}, so it cannot be claimed twice."
    if cell.grade not in CLAIMED_BY_CENTRES:
        return f"{name}: choose P, M or D; only the moderator gives {cell.grade}."
    if cell.assessor_id not in facts.assessors:
        return f"{name}: choose the centre assessor who marked the work."
    return None


def _may_stand(cell: Cell, facts: CellFacts) -> bool:
    """Whether the candidate may be claimed this unit, as the centre's own or another body's."""
    if not cell.other_awarding_body:
        return cell.place in facts.open
    return facts.other_bodies and any(pk == cell.candidate_id for pk, _ in facts.open)


def _not_open(name: str | None) -> str:
    """Give the sentence for a candidate's unit that cannot be claimed."""
    if name is None:
        return "One of the candidates or units is not part of this claim. Open the page again."
    return (
        f"{name} cannot be claimed: the candidate is no longer registered, or the unit is not one"
        " that centres claim, or not any more. Choose Not claiming."
    )
