"""How is a file of exam results, or of who sat which exam, read and judged? No database here.

Both are CSV; their headers are `series,ocr_candidate_number,entry_code,unit`, then `grade`, `mark`
or both of results, `attendance` of attendance.
"""

from results.exam_file.boundaries import (
    BOUNDARIES_LINE,
    BoundariesRow,
    read_boundaries,
)
from results.exam_file.context import Entered, Exam, FileContext, Held
from results.exam_file.contradicting import CHECK, contradiction
from results.exam_file.judging import Verdict, judge_all, judge_attendance, judge_attendances
from results.exam_file.layouts import ATTENDANCE, HEADER, HEADER_LINE, MARKED_LINE, ExamRow
from results.exam_file.reading import MOST_BYTES, decode, read
from results.exam_file.report import FileRefused, LinesRefused, Refusal, Report

__all__ = [
    "ATTENDANCE",
    "BOUNDARIES_LINE",
    "BoundariesRow",
    "HEADER",
    "HEADER_LINE",
    "MARKED_LINE",
    "MOST_BYTES",
    "CHECK",
    "Entered",
    "Exam",
    "FileRefused",
    "FileContext",
    "Held",
    "LinesRefused",
    "Refusal",
    "Report",
    "ExamRow",
    "Verdict",
    "contradiction",
    "decode",
    "judge_all",
    "judge_attendance",
    "judge_attendances",
    "read",
    "read_boundaries",
]
