"""What is known of whom the lines of a file name? Plain values, which the lines are judged by."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Protocol

from interchange.catalogue.marks import Boundaries
from results import rules
from results.exam_file.contradicting import contradiction
from results.exam_file.layouts import ExamRow


@dataclass(frozen=True)
class Entered:
    """A person's entry for a unit in a series.

    One that was withdrawn too late stands no more, and is not `withdrawn`: results may come of it.
    `attendance` is how the exam was attended by what was noted last, "" for nothing.
    """

    pk: int
    candidate_id: int
    centre_id: int
    entry_code: str
    withdrawn: bool
    stands: bool
    made_at: datetime
    attendance: str = ""


@dataclass(frozen=True)
class Held:
    """The result a person holds for a unit in a series.

    `overtaken`: it is an absence, and the person was entered again after it. Of one that is
    unsettled nothing is corrected by what comes after it.
    """

    pk: int
    candidate_id: int
    centre_id: int
    grade: str
    overtaken: bool = False
    partly_absent: bool = False
    mark: int | None = None

    @property
    def is_unsettled(self) -> bool:
        """Whether the board had no grade to give (yet)."""
        return self.grade in rules.UNSETTLED

    @property
    def gives_way(self) -> bool:
        """Whether what comes after it takes its place, and corrects nothing."""
        return self.overtaken or self.is_unsettled

    def is_graded_as(self, row: ExamRow) -> bool:
        """Whether its grade is that of the row, whatever mark either has."""
        return (self.grade, self.partly_absent) == (row.grade, row.partly_absent)

    def says(self, row: ExamRow) -> bool:
        """Whether it says the same as the row; a row without a mark says nothing of it."""
        return self.is_graded_as(row) and row.mark in (None, self.mark)


class Graded(Protocol):
    """A result as far as it is told: its grade, and whether part of the exam was missed."""

    @property
    def grade(self) -> str:
        """The grade, or why there is none."""

    @property
    def partly_absent(self) -> bool:
        """Whether part of the exam was missed."""


@dataclass(frozen=True)
class Exam:
    """A unit of a qualification, with the grades it can have; `examined` or claimed."""

    unit_id: int
    qualification_id: int
    examined: bool
    grades: tuple[str, ...]


@dataclass(frozen=True)
class FileContext:
    """What the lines of a file are judged by.

    `persons` is by OCR candidate number, `series` by (year, month), `exams` by entry code and unit
    number; `entered` and `held` by person, unit and series ids. `held` is what counts of an exam:
    the last that the board holds apart until results day, else what was told, which alone is
    `standing`; `apart` has the ids of all that is held apart of an exam. `begun` are the series
    (ids) whose exams have begun, `undated` those of which nobody said when their results come out.
    `boundaries` are those in force of exams that a mark is given of, by unit and series ids.
    """

    persons: Mapping[str, int]
    series: Mapping[tuple[int, int], int]
    codes: frozenset[str]
    exams: Mapping[tuple[str, str], Exam]
    entered: Mapping[tuple[int, int, int], Entered]
    held: Mapping[tuple[int, int, int], Held]
    begun: frozenset[int]
    standing: Mapping[tuple[int, int, int], Held] = field(default_factory=dict)
    apart: Mapping[tuple[int, int, int], tuple[int, ...]] = field(default_factory=dict)
    undated: frozenset[int] = frozenset()
    boundaries: Mapping[tuple[int, int], Boundaries] = field(default_factory=dict)

    @property
    def as_told(self) -> "FileContext":
        """The same, of what was told alone."""
        return replace(self, held=self.standing)

    def against(self, row: ExamRow) -> str:
        """What the attendance noted says against a row that was judged sound; "" for nothing."""
        return contradiction(self.entered[self.key(row)].attendance, row.grade, row.partly_absent)

    def key(self, row: ExamRow) -> tuple[int, int, int]:
        """The person, unit and series ids of a row that was judged sound."""
        unit = self.exams[row.entry_code, row.unit].unit_id
        return self.persons[row.ocr_number], unit, self.series[row.series]
