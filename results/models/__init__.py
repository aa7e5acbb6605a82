"""What candidates have, and where each registration stands by it."""

from results.models.results import (
    ABSENT,
    GRADES,
    NOT_ACHIEVED,
    Decision,
    QualificationResult,
    Results,
    UnitResult,
)
from results.models.runs import AwardForeseen, AwardRange, AwardRun
from results.models.standing import KeptStanding
from results.models.untold import Untold

__all__ = [
    "ABSENT",
    "GRADES",
    "NOT_ACHIEVED",
    "AwardForeseen",
    "AwardRange",
    "AwardRun",
    "Decision",
    "KeptStanding",
    "QualificationResult",
    "Results",
    "UnitResult",
    "Untold",
]
