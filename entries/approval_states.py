"""Which statuses a centre's approval for a subject passes, and who may move it."""

from django.db.models import TextChoices

from interchange.accounts.roles import Permission
from interchange.workflow import Move


class Status(TextChoices):
    """The life of an approval."""

    ASKED = "asked", "Asked for"
    APPROVED = "approved", "Approved"
    DECLINED = "declined", "Declined by the board"
    ENDED = "ended", "No longer approved"


ASK_AGAIN = Move(
    "ask_again",
    {Status.DECLINED, Status.ENDED},
    Status.ASKED,
    Permission.MAKE_ENTRIES,
    words="ask again for the {}",
)
APPROVE = Move(
    "approve",
    {Status.ASKED, Status.DECLINED, Status.ENDED},
    Status.APPROVED,
    Permission.MANAGE_CENTRES,
    words="grant the {}",
)
DECLINE = Move(
    "decline", {Status.ASKED}, Status.DECLINED, Permission.MANAGE_CENTRES, words="decline the {}"
)
END = Move("end", {Status.APPROVED}, Status.ENDED, Permission.MANAGE_CENTRES, words="end the {}")

MOVES = (ASK_AGAIN, APPROVE, DECLINE, END)

IN_FORCE = {Status.APPROVED}  # candidates may be registered
NOT_IN_FORCE = {Status.ASKED, Status.DECLINED, Status.ENDED}
