"""Which grade follows from the mark of an exam? By the boundaries of its unit and series.

The board announces for each exam how many marks it has, and from how many on each grade is given.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

MOST = 999  # marks of an exam that a field can have


@dataclass(frozen=True)
class Boundaries:
    """How many marks an exam has, and the least for each grade, the best grade first."""

    maximum: int
    lowest: tuple[tuple[str, int], ...]

    def grade(self, mark: int, grades: Sequence[str]) -> str:
        """The grade that follows from a mark, of a unit with these `grades`, best first.

        Whoever reaches no boundary has the last of them.
        """
        reached = (grade for grade, least in self.lowest if mark >= least)
        return next(reached, grades[-1])

    def gives(self, mark: int, grade: str) -> bool:
        """Whether the mark can be one of the exam, and the grade follows from it.

        A grade without a boundary is one below them all.
        """
        least = self.least_for(grade) or 0
        better = [above for _, above in self.lowest if above > least]
        return least <= mark < min(better, default=self.maximum + 1) <= self.maximum + 1

    def least_for(self, grade: str) -> int | None:
        """From how many marks on the grade is given; None where it has no boundary."""
        return dict(self.lowest).get(grade)

    def of_mark(self, mark: int, grade: str) -> str:
        """A mark with the boundary of the grade that follows from it, in words."""
        least = self.least_for(grade)
        from_on = f", {grade} from {least}" if least is not None else ""
        return f"{mark} of {self.maximum} marks{from_on}"

    @property
    def in_words(self) -> str:
        """All of it in words: `60 marks: D from 48, M from 40, P from 32`."""
        listed = ", ".join(f"{grade} from {least}" for grade, least in self.lowest)
        return f"{self.maximum} marks: {listed}"


def beside(grade: str, mark: int | None) -> str:
    """A grade as it is shown, with the mark it follows from in brackets, where there is one."""
    return grade if mark is None else f"{grade} ({mark})"


def of(maximum: int, marks: Mapping[str, int | None], best_first: Iterable[str]) -> Boundaries:
    """The Boundaries of an exam, of the least mark for each grade that has one."""
    known = ((grade, marks.get(grade)) for grade in best_first)
    return Boundaries(maximum, tuple((grade, mark) for grade, mark in known if mark is not None))


def problem(found: Boundaries, grades: Sequence[str]) -> tuple[str, str, str] | None:
    """What is wrong with the boundaries of a unit with these `grades`, best first.

    As (field, what is wrong, what to do), or None; a field is `maximum` or a grade.
    """
    if not 0 < found.maximum <= MOST:
        return "maximum", "No exam has so many marks.", f"Type a number from 1 to {MOST}."
    *with_boundary, last = grades
    for grade in with_boundary:
        if found.least_for(grade) is None:
            return grade, f"The boundary of {grade} is missing.", "Type the least mark for it."
    for grade, _ in found.lowest:
        if grade not in with_boundary:
            wrong = f"The unit has no boundary for {grade}."
            return grade, wrong, f"Leave it empty: its grades are {', '.join(grades)}."
    return _out_of_order(found, last)


def _out_of_order(found: Boundaries, last: str) -> tuple[str, str, str] | None:
    """Which boundary lies beyond the marks of the exam, or not below that of a better grade."""
    for grade, least in found.lowest:
        if not 0 < least <= found.maximum:
            wrong = f"{least} marks of {found.maximum} cannot be the least for {grade}."
            return grade, wrong, f"Type a number from 1 to {found.maximum}: below it is {last}."
    for (better, high), (grade, low) in pairwise(found.lowest):
        if high <= low:
            wrong = f"{better} from {high} and {grade} from {low} marks do not fall."
            return grade, wrong, f"Type fewer marks for {grade} than for {better}."
    return None
