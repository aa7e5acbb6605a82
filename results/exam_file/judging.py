"""Which rows of the file cannot be true? Judged by what the portal knows, given as plain values."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from results import rules
from results.exam_file.reading import ExamRow
from results.exam_file.report import Refusal

Wrong = tuple[str, str, str, str]  # the field, what it says, what is wrong, what to do


@dataclass(frozen=True)
class Entered:
    """A person's entry for a unit in a series."""

    candidate_id: int
    centre_id: int
    entry_code: str
    withdrawn: bool
    made_at: datetime


@dataclass(frozen=True)
class Held:
    """The result a person holds for a unit in a series.

    `overtaken`: it is an absence, and the person was entered again after it.
    """

    pk: int
    candidate_id: int
    centre_id: int
    grade: str
    overtaken: bool = False


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
    number; `entered` and `held` by person, unit and series ids. `on` is the day of loading.
    """

    persons: Mapping[str, int]
    series: Mapping[tuple[int, int], int]
    codes: frozenset[str]
    exams: Mapping[tuple[str, str], Exam]
    entered: Mapping[tuple[int, int, int], Entered]
    held: Mapping[tuple[int, int, int], Held]
    on: date

    def key(self, row: ExamRow) -> tuple[int, int, int]:
        """The person, unit and series ids of a row that was judged sound."""
        unit = self.exams[row.entry_code, row.unit].unit_id
        return self.persons[row.ocr_number], unit, self.series[row.series]


@dataclass(frozen=True)
class Verdict:
    """The rows of a file by what is to be done: loaded, left, corrected, refused."""

    new: tuple[ExamRow, ...]
    already: tuple[ExamRow, ...]
    to_correct: tuple[ExamRow, ...]
    refused: tuple[Refusal, ...]


def judge_all(rows: Iterable[ExamRow], ground: FileContext, *, correct: bool) -> Verdict:
    """The Verdict on all rows; `correct` allows other grades than those held.

    A result of whoever was entered again after an absence is none of those: it takes its place.
    """
    new: list[ExamRow] = []
    already: list[ExamRow] = []
    to_correct: list[ExamRow] = []
    refused: list[Refusal] = []
    seen: dict[tuple[int, int, int], ExamRow] = {}
    for row in rows:
        refusal = _judge(row, ground, correct=correct) or _same_person(row, ground, seen)
        if refusal:
            refused.append(refusal)
            continue
        held = ground.held.get(ground.key(row))
        same = held and held.grade == row.grade and not held.overtaken
        (new if held is None else already if same else to_correct).append(row)
    return Verdict(tuple(new), tuple(already), tuple(to_correct), tuple(refused))


def _same_person(
    row: ExamRow, ground: FileContext, seen: dict[tuple[int, int, int], ExamRow]
) -> Refusal | None:
    """Two numbers of one person, whose records were merged, are still one result."""
    first = seen.setdefault(ground.key(row), row)
    if first.ocr_number == row.ocr_number:  # the row itself, or one that reading has refused
        return None
    problem = f"Line {first.line} gives a grade for the same person: {first.ocr_number}."
    said = row.ocr_number
    remedy = "The records were merged. Keep one of the two lines."
    return Refusal(row.line, "ocr_candidate_number", said, problem, remedy)


def _judge(row: ExamRow, ground: FileContext, *, correct: bool) -> Refusal | None:
    """The Refusal of a row that cannot be loaded, or None.

    `correct` allows another grade than the one held.
    """
    found = _unknown(row, ground) or _impossible(row, ground.exams[row.entry_code, row.unit])
    found = found or _not_entered(row, ground)
    if found:
        return Refusal(row.line, *found)
    held = ground.held.get(ground.key(row))
    if held and held.grade != row.grade and not (correct or held.overtaken):
        problem = f"The candidate holds {held.grade} for this exam already."
        remedy = "If this grade is the right one, load the file again as a correction."
        return Refusal(row.line, "grade", row.grade, problem, remedy)
    return None


def _unknown(row: ExamRow, ground: FileContext) -> Wrong | None:
    if row.series not in ground.series:
        year, month = row.series
        said = f"{year}-{month:02}"
        return "series", said, "There is no such series.", "Check it, or add it to the catalogue."
    if date(*row.series, 1) > ground.on:
        year, month = row.series
        return "series", f"{year}-{month:02}", AHEAD, "Check the year and the month."
    if row.ocr_number not in ground.persons:
        said = row.ocr_number
        return "ocr_candidate_number", said, "There is no such candidate.", "Check the number."
    if row.entry_code not in ground.codes:
        return "entry_code", row.entry_code, "There is no such qualification.", "Check the code."
    if (row.entry_code, row.unit) not in ground.exams:
        problem = f"{row.entry_code} has no such unit."
        return "unit", row.unit, problem, "Check the unit number and the entry code."
    return None


def _impossible(row: ExamRow, exam: Exam) -> Wrong | None:
    if not exam.examined:
        problem = f"Unit {row.unit} of {row.entry_code} is moderated, not examined."
        return "unit", row.unit, problem, "Its results come from a claim."
    if row.grade != rules.ABSENT and row.grade not in exam.grades:
        problem = f"Unit {row.unit} of {row.entry_code} cannot have this grade."
        return "grade", row.grade, problem, f"It can be {', '.join(exam.grades)} or absent."
    return None


def _not_entered(row: ExamRow, ground: FileContext) -> Wrong | None:
    entered = ground.entered.get(ground.key(row))
    if entered is None:
        problem = "The candidate is not entered for this unit in this series."
        return "unit", row.unit, problem, "Check the series and the unit, or enter the candidate."
    if entered.withdrawn:
        problem = "The candidate was withdrawn from this exam."
        return "unit", row.unit, problem, LEAVE_OUT if row.grade == rules.ABSENT else ENTER_AGAIN
    if entered.entry_code != row.entry_code:
        problem = f"The candidate is entered for this exam under {entered.entry_code}."
        return "entry_code", row.entry_code, problem, f"Write {entered.entry_code}."
    return None


AHEAD = "The exams of this series have not been sat yet, so nobody can have a result of them."
LEAVE_OUT = "Leave the line out: nobody is absent from an exam they were withdrawn from."
ENTER_AGAIN = "If the exam was sat, open the withdrawn unit entry and choose “Enter again” first."
