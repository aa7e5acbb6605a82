"""Which statuses a query about an invoice passes, and who may move it."""

from django.db.models import TextChoices

from interchange.accounts.roles import Permission
from interchange.workflow import Move


class Status(TextChoices):
    """The life of a query about an invoice."""

    ASKED = "asked", "With the board"
    ANSWERED = "answered", "Answered"


ANSWER = Move(
    "answer", {Status.ASKED}, Status.ANSWERED, Permission.PROCESS_ENTRIES, words="answer the {}"
)

MOVES = (ANSWER,)

OPEN = {Status.ASKED}
CLOSED = {Status.ANSWERED}
