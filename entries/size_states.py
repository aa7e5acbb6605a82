"""Which statuses a change of size or pathway passes, and who may move it.

Top-ups, move-downs and changes of pathway are made at once, or wait for the board where a rule asks
for it. One that waits ends with the registration.
"""

from django.db.models import TextChoices

from interchange.accounts.roles import Permission
from interchange.workflow import Move


class Status(TextChoices):
    """The life of a change of size or pathway."""

    ASKED = "asked", "With the board"
    DONE = "done", "Done"
    REFUSED = "refused", "Refused"
    CANCELLED = "cancelled", "Cancelled"
    ENDED = "ended", "Ended with the registration"


CHANGE = Move(
    "change",
    {Status.ASKED},
    Status.DONE,
    Permission.MAKE_ENTRIES,
    words="make the change of size: {}",
)
PROCESS = Move(
    "process",
    {Status.ASKED},
    Status.DONE,
    Permission.PROCESS_ENTRIES,
    words="process the change of size: {}",
)
REFUSE = Move(
    "refuse",
    {Status.ASKED},
    Status.REFUSED,
    Permission.PROCESS_ENTRIES,
    words="refuse the change of size: {}",
)
CANCEL = Move(
    "cancel",
    {Status.ASKED},
    Status.CANCELLED,
    Permission.MAKE_ENTRIES,
    words="cancel the change of size: {}",
)
END = Move(
    "end", {Status.ASKED}, Status.ENDED, Permission.MAKE_ENTRIES, words="end the change of size: {}"
)
END_AS_BOARD = Move(
    "end_as_board",
    {Status.ASKED},
    Status.ENDED,
    Permission.PROCESS_ENTRIES,
    words="end the change of size: {}",
)

MOVES = (CHANGE, PROCESS, REFUSE, CANCEL, END, END_AS_BOARD)

OPEN = {Status.ASKED}
OVER = {Status.DONE, Status.REFUSED, Status.CANCELLED, Status.ENDED}
