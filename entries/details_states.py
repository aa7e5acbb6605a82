"""Which statuses a change of personal details passes, by which moves, and who may make them.

A correction is made at once and begins its life as changed; what needs the board waits first. What
waits ends once another centre has the candidate and the one that asked has not.
"""

from django.db.models import TextChoices

from interchange.accounts.roles import Permission
from interchange.workflow import Move


class Status(TextChoices):
    """The life of a change of details."""

    WAITING = "waiting", "Waiting for the board"
    MADE = "made", "Changed"
    REFUSED = "refused", "Refused"
    CANCELLED = "cancelled", "Cancelled"
    ENDED = "ended", "Ended with the registration"


APPROVE = Move("approve", {Status.WAITING}, Status.MADE, Permission.PROCESS_ENTRIES)
REFUSE = Move("refuse", {Status.WAITING}, Status.REFUSED, Permission.PROCESS_ENTRIES)
CANCEL = Move("cancel", {Status.WAITING}, Status.CANCELLED, Permission.MAKE_ENTRIES)
END = Move("end", {Status.WAITING}, Status.ENDED, Permission.PROCESS_ENTRIES)

MOVES = (APPROVE, REFUSE, CANCEL, END)

TO_DECIDE = {Status.WAITING}
OFF = {Status.REFUSED, Status.CANCELLED}  # the centre may send it again
OVER = {Status.MADE, Status.ENDED, *OFF}
