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


TAKE = Move("take", {Status.SUBMITTED}, Status.IN_REVIEW, Permission.RESOLVE_REQUESTS)
ASK = Move("ask", {Status.IN_REVIEW}, Status.MORE_NEEDED, Permission.RESOLVE_REQUESTS)
ANSWER = Move("answer", {Status.MORE_NEEDED}, Status.IN_REVIEW, Permission.RAISE_REQUESTS)
RESOLVE = Move("resolve", {Status.IN_REVIEW}, Status.RESOLVED, Permission.RESOLVE_REQUESTS)
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
