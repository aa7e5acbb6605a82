"""Which statuses a change of size passes, and who may move it.

Top-ups and move-downs are made at once, or wait for the board where a rule asks for it.
"""

from django.db.models import TextChoices

from interchange.accounts.roles import Permission
from interchange.workflow import Move


class Status(TextChoices):
    """The life of a change of size."""

    ASKED = "asked", "With the board"
    DONE = "done", "Done"
    REFUSED = "refused", "Refused"
    CANCELLED = "cancelled", "Cancelled"


CHANGE = Move("change", {Status.ASKED}, Status.DONE, Permission.MAKE_ENTRIES)
PROCESS = Move("process", {Status.ASKED}, Status.DONE, Permission.PROCESS_ENTRIES)
REFUSE = Move("refuse", {Status.ASKED}, Status.REFUSED, Permission.PROCESS_ENTRIES)
CANCEL = Move("cancel", {Status.ASKED}, Status.CANCELLED, Permission.MAKE_ENTRIES)

MOVES = (CHANGE, PROCESS, REFUSE, CANCEL)

OPEN = {Status.ASKED}
OVER = {Status.DONE, Status.REFUSED, Status.CANCELLED}
