"""Why is there no qualification result? The board's troubleshooting guide, in its order.

Still expected? Already achieved? Absent? Below the minimum? Wrong combination? A unit missing? Then
where claims and exams stand. Each question is a function over Facts; the first that answers gives
the Reason. The sentences stand in templates/results/reasons, one file a code.
"""

from results.diagnosis.causes import CAUSES, Cause, Owner
from results.diagnosis.facts import EntryFacts, Reason
from results.diagnosis.requests import RequestKind
from results.diagnosis.triage import TRIAGE, diagnose

__all__ = ["CAUSES", "TRIAGE", "Cause", "EntryFacts", "Owner", "Reason", "RequestKind", "diagnose"]
