"""Which statuses a missing-results request passes, by which moves, and who may make them."""

from django.db.models import TextChoices

from interchange.accounts.roles import Permission
from interchange.workflow import Move


class Status(TextChoices):
    """The life of a request (ours: the board's list could not be read)."""

    SUBMITTED = "submitted", "Submitted"
    IN_REVIEW = "in_review", "In review"
    MORE_NEEDED = "more_needed", "More information needed"
    RESOLVED = "resolved", "Resolved"
    REJECTED = "rejected", "Rejected"
    WITHDRAWN = "withdrawn", "Withdrawn"


TAKE = Move(
    "take", {Status.SUBMITTED}, Status.IN_REVIEW, Permission.RESOLVE_REQUESTS, words="take up {}"
)
ASK = Move(
    "ask",
    {Status.IN_REVIEW},
    Status.MORE_NEEDED,
    Permission.RESOLVE_REQUESTS,
    words="ask for more about {}",
)
ANSWER = Move("answer", {Status.MORE_NEEDED}, Status.IN_REVIEW, Permission.RAISE_REQUESTS)
RESOLVE = Move(
    "resolve", {Status.IN_REVIEW, Status.MORE_NEEDED}, Status.RESOLVED, Permission.RESOLVE_REQUESTS
)
REJECT = Move(
    "reject", {Status.IN_REVIEW, Status.MORE_NEEDED}, Status.REJECTED, Permission.RESOLVE_REQUESTS
)
WITHDRAW = Move(
    "withdraw",
    {Status.SUBMITTED, Status.IN_REVIEW, Status.MORE_NEEDED},
    Status.WITHDRAWN,
    Permission.RAISE_REQUESTS,
)

MOVES = (TAKE, ASK, ANSWER, RESOLVE, REJECT, WITHDRAW)

WITH_THE_BOARD = {Status.SUBMITTED, Status.IN_REVIEW}
WITH_THE_CENTRE = {Status.MORE_NEEDED}
FINISHED = {Status.RESOLVED, Status.REJECTED, Status.WITHDRAWN}

MEANING = {  # status: (what it means, who acts next)
    Status.SUBMITTED: ("The board has received the request.", "The board: take it up"),
    Status.IN_REVIEW: ("The board is looking into it.", "The board: decide, or ask you"),
    Status.MORE_NEEDED: (
        "The board cannot go on without an answer from your centre.",
        "Your centre: answer the question",
    ),
    Status.RESOLVED: (
        "The board has done what was needed.",
        "Nobody: this request is finished",
    ),
    Status.REJECTED: (
        "The board could not do what was asked, for the reason below.",
        "Nobody: this request is finished; raise a new one if something has changed",
    ),
    Status.WITHDRAWN: ("Your centre took the request back.", "Nobody: this request is finished"),
}

ACTS_OF_CENTRE = {
    "request.raise",
    "request.add",
    "request.answer",
    "request.withdraw",
}  # as the trail calls them
