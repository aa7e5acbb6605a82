"""Which statuses a claim passes, by which moves, and who may make them.

Labels read on the board's own pages: Sampled, Pending, Processed, Withdrawn. The others are ours,
since the board's list could not be read (docs/adr/0007).
"""

from django.db.models import TextChoices

from interchange.accounts.roles import Permission
from interchange.workflow import Move


class Status(TextChoices):
    """The life of a claim."""

    DRAFT = "draft", "In progress"
    READY = "ready", "Ready for sampling"
    SAMPLED = "sampled", "Sampled"
    PENDING = "pending", "Pending"
    PROCESSED = "processed", "Processed"
    WITHDRAWN = "withdrawn", "Withdrawn"


SUBMIT = Move("submit", {Status.DRAFT}, Status.READY, Permission.MAKE_CLAIMS)
RECALL = Move("recall", {Status.READY}, Status.DRAFT, Permission.MAKE_CLAIMS)
SAMPLE = Move("sample", {Status.READY}, Status.SAMPLED, Permission.MODERATE_CLAIMS)
AGREE = Move("agree", {Status.SAMPLED}, Status.PENDING, Permission.MODERATE_CLAIMS)
PROCESS = Move("process", {Status.PENDING}, Status.PROCESSED, Permission.PROCESS_CLAIMS)
WITHDRAW = Move(
    "withdraw", {Status.READY, Status.SAMPLED}, Status.WITHDRAWN, Permission.MODERATE_CLAIMS
)

MOVES = (SUBMIT, RECALL, SAMPLE, AGREE, PROCESS, WITHDRAW)

EDITABLE = {Status.DRAFT}
WITH_THE_BOARD = {Status.READY, Status.SAMPLED, Status.PENDING}  # submitted, not yet a result
TAKES_EVIDENCE = {Status.DRAFT, Status.READY, Status.SAMPLED}  # until it is agreed
FINISHED = {Status.PROCESSED, Status.WITHDRAWN}

MEANING = {  # status: (what it means, who acts next)
    Status.DRAFT: ("The centre is building this claim.", "The centre: finish and submit it"),
    Status.READY: ("The moderator has been told of the claim.", "Moderator: select a sample"),
    Status.SAMPLED: (
        "The moderator has chosen the work to see at the visit.",
        "The centre: have the ticked work ready for the visit",
    ),
    Status.PENDING: (
        "The moderator has agreed the claim and sent it to the board.",
        "The board: process the claim",
    ),
    Status.PROCESSED: ("The unit results have been banked.", "Nobody: this claim is complete"),
    Status.WITHDRAWN: (
        "The moderator has withdrawn the claim.",
        "The centre: claim the units again when they are ready",
    ),
}


class Outcome(TextChoices):
    """What became of a line of a claim at moderation."""

    CLAIMED = "claimed", "Claimed"
    AGREED = "agreed", "Agreed"
    CHANGED = "changed", "Changed by the moderator"
    WITHDRAWN = "withdrawn", "Withdrawn by the moderator"
    LEFT_OUT = "left_out", "Left out when submitted"


class Again(TextChoices):
    """Why a unit that the candidate holds already is claimed again; the moderator reads it."""

    IMPROVED = "improved", "The work has been improved since"
    OTHER_WORK = "other_work", "Other work was assessed for the unit"
    CORRECTS = "corrects", "The grade held was claimed in error"


class Proposal(TextChoices):
    """What a sample is proposed of; each covers every unit, assessor and grade claimed."""

    CANDIDATES = "candidates", "all work of a few candidates"
    COMBINATIONS = "combinations", "all work of candidates who show every combination"
    WORKS = "works", "some works of each unit, assessor and grade together"


STANDING = {Outcome.CLAIMED, Outcome.AGREED, Outcome.CHANGED}  # still counts for the candidate
FALLEN = {Outcome.WITHDRAWN, Outcome.LEFT_OUT}  # may be claimed again
TOUCHED = {Outcome.CHANGED, Outcome.WITHDRAWN}  # by the moderator
