"""What may be saved in a claim's cells: who, which unit, which grade, marked by whom."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from interchange.refusals import RuleBroken

CLAIMED_BY_CENTRES = ("P", "M", "D")


class CellsRefused(RuleBroken):
    """Some cells cannot be saved; `problems` names each with its sentence."""

    def __init__(self, problems):
        """Take {(candidate id, unit id): sentence}."""
        super().__init__(" ".join(problems.values()))
        self.problems = problems


@dataclass(frozen=True)
class Cell:
    """A grade for a candidate's unit as it is to be; without a grade the unit is not claimed."""

    candidate_id: int
    unit_id: int
    grade: str | None = None
    assessor_id: int | None = None

    @property
    def place(self):
        """The candidate and the unit."""
        return (self.candidate_id, self.unit_id)


@dataclass(frozen=True)
class Ground:
    """What cells are judged by.

    `open` holds the (candidate id, unit id) pairs that may be claimed, `held` what the claim says
    now, `taken` the pairs that stand on another live claim with that claim's name, `assessors` the
    ids of those set up for the qualification, `names` how candidates and units are called.
    """

    open: Collection[tuple[int, int]]
    held: Mapping[tuple[int, int], tuple[str, int]]
    taken: Mapping[tuple[int, int], str]
    assessors: Collection[int]
    names: Mapping[tuple[int, int], str]


def check_cells(cells: Iterable[Cell], ground: Ground):
    """Raise CellsRefused unless every cell may be saved."""
    problems = {cell.place: problem for cell in cells if (problem := wrong_with(cell, ground))}
    if problems:
        raise CellsRefused(problems)


def wrong_with(cell, ground):
    """Give the sentence that says why a cell cannot be saved; None where it can."""
    if cell.grade is None or ground.held.get(cell.place) == (cell.grade, cell.assessor_id):
        return None
    name = ground.names.get(cell.place)
    if name is None or cell.place not in ground.open:
        return not_open(name)
    if cell.place in ground.taken:
        return f"{name} is already on {ground.taken[cell.place]}, so it cannot be claimed twice."
    if cell.grade not in CLAIMED_BY_CENTRES:
        return f"{name}: choose P, M or D; only the moderator gives {cell.grade}."
    if cell.assessor_id not in ground.assessors:
        return f"{name}: choose the centre assessor who marked the work."
    return None


def not_open(name):
    """Give the sentence for a candidate's unit that cannot be claimed."""
    if name is None:
        return "One of the candidates or units is not part of this claim. Open the page again."
    return (
        f"{name} cannot be claimed: the candidate is no longer registered, or the unit is not one"
        " that centres claim. Choose Not claiming."
    )
