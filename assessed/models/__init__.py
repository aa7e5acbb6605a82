"""What stands beside the grades that the board works out or takes over from teachers."""

from assessed.models.considerations import Consideration, ConsiderationPaper
from assessed.models.reductions import Reduction, ReductionReport
from assessed.models.tags import TeacherAssessedGrade

__all__ = [
    "Consideration",
    "ConsiderationPaper",
    "Reduction",
    "ReductionReport",
    "TeacherAssessedGrade",
]
