"""The board's side of results."""

from results.admin import attendance, exam_files, held, late, marks, records, runs, series

__all__ = ["attendance", "exam_files", "held", "late", "marks", "records", "runs", "series"]
