"""Which statuses a transfer between centres passes, and who may move it.

The new centre asks, the old one agrees, the board processes (amendments and withdrawals). The
centre that acts is asked for the permission, see `Transfer.centre`.
"""

from django.db.models import TextChoices

from interchange.accounts.roles import Permission
from interchange.workflow import Move


class Status(TextChoices):
    """The life of a transfer."""

    ASKED = "asked", "With the old centre"
    AGREED = "agreed", "With the board"
    DECLINED = "declined", "Declined by the old centre"
    DONE = "done", "Transferred"
    REJECTED = "rejected", "Rejected by the board"
    CANCELLED = "cancelled", "Cancelled"
    ENDED = "ended", "Ended with the registration"


AGREE = Move(
    "agree", {Status.ASKED}, Status.AGREED, Permission.MAKE_ENTRIES, words="agree to the {}"
)
DECLINE = Move(
    "decline", {Status.ASKED}, Status.DECLINED, Permission.MAKE_ENTRIES, words="decline the {}"
)
PROVE = Move(
    "prove", {Status.ASKED}, Status.AGREED, Permission.MAKE_ENTRIES, words="send proof for the {}"
)
PROCESS = Move(
    "process", {Status.AGREED}, Status.DONE, Permission.PROCESS_ENTRIES, words="process the {}"
)
REJECT = Move(
    "reject",
    {Status.ASKED, Status.AGREED},
    Status.REJECTED,
    Permission.PROCESS_ENTRIES,
    words="reject the {}",
)
CANCEL = Move(
    "cancel",
    {Status.ASKED, Status.AGREED},
    Status.CANCELLED,
    Permission.MAKE_ENTRIES,
    words="cancel the {}",
)
END = Move(
    "end", {Status.ASKED, Status.AGREED}, Status.ENDED, Permission.MAKE_ENTRIES, words="end the {}"
)
END_AS_BOARD = Move(
    "end_as_board",
    {Status.ASKED, Status.AGREED},
    Status.ENDED,
    Permission.PROCESS_ENTRIES,
    words="end the {}",
)

MOVES = (AGREE, DECLINE, PROVE, PROCESS, REJECT, CANCEL, END, END_AS_BOARD)

OPEN = {Status.ASKED, Status.AGREED}
OVER = {Status.DECLINED, Status.DONE, Status.REJECTED, Status.CANCELLED, Status.ENDED}
