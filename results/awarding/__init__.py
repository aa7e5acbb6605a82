"""The rules of an award: which units count, for how many points, and for which grade; pure.

`award` decides one candidate and `award_all` a cohort, by the same code. Nothing here knows of
Django, the database or the clock.
"""

from results.awarding.award import award, award_all
from results.awarding.grades import UnknownGrade
from results.awarding.nearest import Way, nearest, nearest_of_all
from results.awarding.outcome import (
    Achievements,
    Because,
    Counted,
    Kind,
    NotCounted,
    NotCountedBecause,
    OtherUnit,
    Outcome,
    Shortfall,
)
from results.awarding.pathway import UnknownPathway
from results.awarding.plan import NotOffered, TooManyUnits

__all__ = [
    "Achievements",
    "Counted",
    "Kind",
    "NotCounted",
    "NotCountedBecause",
    "NotOffered",
    "OtherUnit",
    "Outcome",
    "Because",
    "Shortfall",
    "TooManyUnits",
    "UnknownGrade",
    "UnknownPathway",
    "Way",
    "award",
    "award_all",
    "nearest",
    "nearest_of_all",
]
