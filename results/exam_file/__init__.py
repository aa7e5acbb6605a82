"""How is a file of exam results read and judged? No database here.

The file is CSV with the header `series,ocr_candidate_number,entry_code,unit,grade`.
"""

from results.exam_file.judging import Entered, Exam, FileContext, Held, Verdict, judge_all
from results.exam_file.reading import HEADER, HEADER_LINE, MOST_BYTES, ExamRow, decode, read
from results.exam_file.report import FileRefused, LinesRefused, Refusal, Report

__all__ = [
    "HEADER",
    "HEADER_LINE",
    "MOST_BYTES",
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
    "decode",
    "judge_all",
    "read",
]
