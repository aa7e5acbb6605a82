"""What people choose and upload about results, turned into values; nothing here saves."""

from results.forms.board import (
    AttendanceFile,
    Banking,
    Correction,
    ExamResults,
    NewRules,
    Scope,
    WhyCorrected,
    WhyDropped,
    WhyReleased,
)
from results.forms.filters import (
    CandidateFilters,
    EmbargoFilters,
    ExpectedFilters,
    LineFilters,
    QualificationFilters,
    UnitFilters,
)
from results.forms.marks import BoundariesFile, BoundariesOfAnExam
from results.forms.results_files import WhichResultsFiles

__all__ = [
    "AttendanceFile",
    "Banking",
    "BoundariesFile",
    "BoundariesOfAnExam",
    "CandidateFilters",
    "Correction",
    "EmbargoFilters",
    "ExamResults",
    "ExpectedFilters",
    "LineFilters",
    "NewRules",
    "QualificationFilters",
    "Scope",
    "UnitFilters",
    "WhichResultsFiles",
    "WhyCorrected",
    "WhyDropped",
    "WhyReleased",
]
