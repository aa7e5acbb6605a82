"""Which rows of the file cannot be true? Judged by what the portal knows, given as plain values."""

from collections.abc import Iterable
from dataclasses import dataclass

from results import rules
from results.exam_file.context import Exam, FileContext, Graded
from results.exam_file.layouts import ATTENDANCE, RESULTS, ExamRow
from results.exam_file.marking import Wrong, graded
from results.exam_file.report import Refusal

GRADES, NOTES = RESULTS.says, ATTENDANCE.says
FROM_A_CLAIM = "Its results come from a claim."
NOT_ATTENDED = "Nobody sits an exam of it, so leave the line out."


@dataclass(frozen=True)
class Verdict:
    """The rows of a file by what is to be done: loaded, left, corrected, refused.

    Those `to_settle` take the place of what was pending or had no result, or of the absence of
    whoever was entered again after it; those `to_mark` bring a mark and leave the grade as it is.
    """

    new: tuple[ExamRow, ...]
    already: tuple[ExamRow, ...]
    to_settle: tuple[ExamRow, ...]
    to_correct: tuple[ExamRow, ...]
    to_mark: tuple[ExamRow, ...]
    refused: tuple[Refusal, ...]

    @property
    def changes(self) -> tuple[ExamRow, ...]:
        """The rows that bring a result other than the one that counts."""
        return (*self.new, *self.to_settle, *self.to_correct, *self.to_mark)


def judge_all(
    rows: Iterable[ExamRow],
    ground: FileContext,
    *,
    correct: bool,
    seen: dict[tuple[int, int, int], ExamRow] | None = None,
) -> Verdict:
    """The Verdict on all rows; `correct` allows other grades than those held.

    Rows with a mark come back with the grade that follows from it by the ground's boundaries. Where
    a file is judged in pieces, `seen` goes along from one to the next.
    """
    new: list[ExamRow] = []
    already: list[ExamRow] = []
    to_settle: list[ExamRow] = []
    to_correct: list[ExamRow] = []
    to_mark: list[ExamRow] = []
    refused: list[Refusal] = []
    seen = {} if seen is None else seen
    for given in rows:
        row, refusal = _judge(given, ground, correct=correct)
        refusal = refusal or _same_person(row, ground, seen)
        if refusal:
            refused.append(refusal)
            continue
        held = ground.held.get(ground.key(row))
        if held is None:
            new.append(row)
        elif held.says(row) and not held.overtaken:
            already.append(row)
        elif held.gives_way:
            to_settle.append(row)
        else:
            (to_mark if held.is_graded_as(row) else to_correct).append(row)
    return Verdict(
        new=tuple(new),
        already=tuple(already),
        to_settle=tuple(to_settle),
        to_correct=tuple(to_correct),
        to_mark=tuple(to_mark),
        refused=tuple(refused),
    )


def judge_attendances(
    rows: Iterable[ExamRow], ground: FileContext
) -> tuple[tuple[ExamRow, ...], tuple[Refusal, ...]]:
    """Which rows of a file of attendance can be noted, and why the others cannot."""
    sound: list[ExamRow] = []
    refused: list[Refusal] = []
    seen: dict[tuple[int, int, int], ExamRow] = {}
    for row in rows:
        wrong = _unknown(row, ground, NOT_SAT_YET)
        wrong = wrong or _is_moderated(row, ground.exams[row.entry_code, row.unit], NOT_ATTENDED)
        wrong = wrong or _unnotable(row, ground) or _not_entered(row, ground)
        refusal = Refusal(row.line, *wrong) if wrong else _same_person(row, ground, seen, NOTES)
        if refusal:
            refused.append(refusal)
        else:
            sound.append(row)
    return tuple(sound), tuple(refused)


def judge_attendance(
    attendance: str, *, stands: bool, held: Graded | None
) -> tuple[str, str] | None:
    """Why an attendance cannot be noted of an entry for an exam, and what to do; None if it can.

    Takes its value, whether the entry stands, and the result held of the exam, if any.
    Only who is entered attends; nobody is absent from an exam that has a grade.
    """
    is_absence = attendance == rules.Mark.ABSENT.value
    if not stands:
        return "The candidate was withdrawn from this exam.", NOTHING if is_absence else ENTER_AGAIN
    if is_absence and held is not None and held.grade not in rules.UNGRADED:
        return (
            f"The candidate holds {_shown(held)} for this exam.",
            f"If they were absent, correct the result to {rules.ABSENT} instead.",
        )
    return None


def _unnotable(row: ExamRow, ground: FileContext) -> Wrong | None:
    """What is wrong with the attendance of somebody who was entered for the exam."""
    entered, held = ground.entered.get(ground.key(row)), ground.held.get(ground.key(row))
    if entered is None:
        return None
    wrong = judge_attendance(row.grade, stands=entered.stands, held=held)
    return ("attendance", row.grade, *wrong) if wrong else None


def _same_person(
    row: ExamRow,
    ground: FileContext,
    seen: dict[tuple[int, int, int], ExamRow],
    says: str = GRADES,
) -> Refusal | None:
    """Two numbers of one person, whose records were merged, are still one sitting."""
    first = seen.setdefault(ground.key(row), row)
    if first.ocr_number == row.ocr_number:  # the row itself, or one that reading has refused
        return None
    problem = f"Line {first.line} {says} the same person: {first.ocr_number}."
    said = row.ocr_number
    remedy = "The records were merged. Keep one of the two lines."
    return Refusal(row.line, "ocr_candidate_number", said, problem, remedy)


def _judge(row: ExamRow, ground: FileContext, *, correct: bool) -> tuple[ExamRow, Refusal | None]:
    """A row with the grade that its mark makes, and its Refusal if it cannot be loaded.

    `correct` allows another grade than the one held.
    """
    found = _unknown(row, ground) or _is_moderated(row, ground.exams[row.entry_code, row.unit])
    if not found:
        row, found = graded(row, ground)
    found = found or _impossible(row, ground.exams[row.entry_code, row.unit])
    found = found or _not_entered(row, ground) or _undated(row, ground)
    if found:
        return row, Refusal(row.line, *found)
    held = ground.held.get(ground.key(row))
    if held and not (correct or held.gives_way or held.says(row)):
        problem = f"The candidate holds {_shown(held)} for this exam already."
        remedy = "If this grade is the right one, load the file again as a correction."
        return row, Refusal(row.line, "grade", row.shown, problem, remedy)
    return row, None


def _shown(held: Graded) -> str:
    return rules.shown(held.grade, held.partly_absent)


def _unknown(row: ExamRow, ground: FileContext, ahead: str = "") -> Wrong | None:
    if row.series not in ground.series:
        year, month = row.series
        said = f"{year}-{month:02}"
        return "series", said, "There is no such series.", "Check it, or add it to the catalogue."
    if ground.series[row.series] not in ground.begun:
        year, month = row.series
        return "series", f"{year}-{month:02}", ahead or AHEAD, "Check the year and the month."
    if row.ocr_number not in ground.persons:
        said = row.ocr_number
        return "ocr_candidate_number", said, "There is no such candidate.", "Check the number."
    if row.entry_code not in ground.codes:
        return "entry_code", row.entry_code, "There is no such qualification.", "Check the code."
    if (row.entry_code, row.unit) not in ground.exams:
        problem = f"{row.entry_code} has no such unit."
        return "unit", row.unit, problem, "Check the unit number and the entry code."
    return None


def _undated(row: ExamRow, ground: FileContext) -> Wrong | None:
    """Results are told on a day: without one nobody could say until when they are held."""
    if ground.series[row.series] not in ground.undated:
        return None
    year, month = row.series
    return "series", f"{year}-{month:02}", NO_DAY, SET_IT


def _impossible(row: ExamRow, exam: Exam) -> Wrong | None:
    if row.grade not in (*exam.grades, *rules.UNGRADED):
        problem = f"Unit {row.unit} of {row.entry_code} cannot have this grade."
        can_be = ", ".join((*exam.grades, *rules.UNGRADED))
        return "grade", row.grade, problem, f"It can be one of {can_be}."
    return None


def _is_moderated(row: ExamRow, exam: Exam, remedy: str = FROM_A_CLAIM) -> Wrong | None:
    if exam.examined:
        return None
    problem = f"Unit {row.unit} of {row.entry_code} is moderated, not examined."
    return "unit", row.unit, problem, remedy


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
NOT_SAT_YET = "The exams of this series have not been sat yet, so nobody attended them."
NO_DAY = "The series has no results day, so nobody can say until when its results are held."
SET_IT = (
    "Have a board administrator set the results day among the series of the catalogue, then send"
    " the file again."
)
NOTHING = "Note nothing of it: nobody is absent from an exam they were withdrawn from."
LEAVE_OUT = "Leave the line out: nobody is absent from an exam they were withdrawn from."
ENTER_AGAIN = "If the exam was sat, open the withdrawn unit entry and choose “Enter again” first."
