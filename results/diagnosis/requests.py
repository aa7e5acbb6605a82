"""Which kinds of missing-results request are there? Named below whoever suggests or takes one."""

from enum import StrEnum


class RequestKind(StrEnum):
    """The options of the board's drop-down, by the slug that addresses and records carry."""

    MISSED_FROM_CLAIM = "missed-from-claim"
    INCORRECT_CLAIM = "incorrect-claim"
    REDUCTION = "reduction-in-assessment"
    ENTRY_CHANGE = "entry-change"
    MERGE = "merge-records"
    MISSING_TAG = "missing-tag"
    MISSING_EXAM_RESULT = "missing-exam-result"
