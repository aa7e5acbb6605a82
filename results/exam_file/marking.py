"""Which grade follows from the mark of a row? And why none does."""

from dataclasses import replace

from results.exam_file.context import FileContext
from results.exam_file.layouts import MARK, ExamRow

Wrong = tuple[str, str, str, str]  # the field, what it says, what is wrong, what to do
ENTER_THEM = "Enter them among the boundaries of marks, then send the file again."
CHECK_BOTH = "Enter the right boundaries, or choose “Make a file of corrections” beside them."


def graded(row: ExamRow, ground: FileContext) -> tuple[ExamRow, Wrong | None]:
    """The row with the grade that follows from its mark, and what is wrong with the mark, if it is.

    Takes a row of an exam and a series that are known; one without a mark stays as it is.
    """
    if row.mark is None:
        return row, None
    exam, said = ground.exams[row.entry_code, row.unit], str(row.mark)
    where = f"unit {row.unit} in this series"
    found = ground.boundaries.get((exam.unit_id, ground.series[row.series]))
    if found is None or not exam.grades:
        problem = f"Nobody has entered the boundaries of {where}, so no grade follows from a mark."
        return row, (MARK, said, problem, ENTER_THEM)
    if row.mark > found.maximum:
        problem = f"The exam of {where} has {found.maximum} marks."
        return row, (MARK, said, problem, "Check the mark, and the boundaries that were entered.")
    grade = found.grade(row.mark, exam.grades)
    if row.grade not in ("", grade):
        problem = f"By the boundaries {row.mark} marks are {grade}: {found.in_words}."
        return row, ("grade", row.grade, problem, CHECK_BOTH)
    return replace(row, grade=grade), None
