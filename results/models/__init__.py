"""What candidates have, and where each registration stands by it."""

from results.models.at_risk import AtRisk
from results.models.attendance import Attendance
from results.models.awaited import AwaitedGrade
from results.models.batches import AwardBatch
from results.models.decisions import Decision
from results.models.exam_files import ExamFile, ExamFileLine
from results.models.held import HeldResult
from results.models.looks import Look
from results.models.orders import ResultsFileOrder
from results.models.results import (
    GRADES,
    NOT_ACHIEVED,
    QualificationResult,
    Results,
    UnitResult,
)
from results.models.results_files import ResultsFile, ResultsFileLine
from results.models.runs import AwardForeseen, AwardRange, AwardRun
from results.models.standing import KeptStanding
from results.models.untold import Untold

__all__ = [
    "GRADES",
    "NOT_ACHIEVED",
    "AtRisk",
    "Attendance",
    "AwardBatch",
    "AwardForeseen",
    "AwardRange",
    "AwardRun",
    "AwaitedGrade",
    "Decision",
    "ExamFile",
    "ExamFileLine",
    "HeldResult",
    "KeptStanding",
    "Look",
    "QualificationResult",
    "Results",
    "ResultsFile",
    "ResultsFileLine",
    "ResultsFileOrder",
    "UnitResult",
    "Untold",
]
