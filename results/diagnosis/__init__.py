"""Why is there no qualification result? The board's troubleshooting guide, in its order.

Still expected? Already achieved? Absent? Below the minimum? Wrong combination? A unit missing? Then
where claims and exams stand. Each question is a function over Facts; the first that answers gives
the Reason. What follows of it is a row of causes.toml; the sentences stand in
templates/results/reasons, one file a code.
"""

from results.diagnosis.acting import Due, OwnDay, Owner, Page
from results.diagnosis.causes import CAUSES, Cause
from results.diagnosis.facts import EntryFacts, Reason, Seen
from results.diagnosis.regulator import MEANINGS, Code
from results.diagnosis.requests import RequestKind
from results.diagnosis.triage import TRIAGE, diagnose

__all__ = [
    "CAUSES",
    "MEANINGS",
    "TRIAGE",
    "Cause",
    "Code",
    "Due",
    "EntryFacts",
    "Owner",
    "OwnDay",
    "Page",
    "Reason",
    "RequestKind",
    "Seen",
    "diagnose",
]
