"""What must be true of a post-results service: its days, its candidates, its consent?"""

from reviews.rules.asking import (
    AskedFor,
    Problem,
    ReviewRefused,
    check_can_ask,
    check_stays,
    needs_consent,
)
from reviews.rules.days import (
    Exam,
    appeal_until,
    cause,
    check_can_appeal,
    closed_because,
    due_on,
    kept_until,
    last_day,
    months_after,
)

__all__ = [
    "Exam",
    "Problem",
    "ReviewRefused",
    "AskedFor",
    "appeal_until",
    "cause",
    "check_can_appeal",
    "check_can_ask",
    "check_stays",
    "closed_because",
    "due_on",
    "kept_until",
    "last_day",
    "months_after",
    "needs_consent",
]
