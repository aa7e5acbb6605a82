"""What the centre says its candidates have achieved, and what the moderator made of it."""

from claims.models.assessors import CentreAssessor
from claims.models.claims import Claim, Line
from claims.models.evidence import Evidence
from claims.models.reports import FeedbackReport, MalpracticeConcern
from claims.models.samples import Sample
from claims.models.unsaved import UnsavedCell
from claims.models.visits import Visit

__all__ = [
    "CentreAssessor",
    "Claim",
    "Evidence",
    "FeedbackReport",
    "Line",
    "MalpracticeConcern",
    "Sample",
    "UnsavedCell",
    "Visit",
]
