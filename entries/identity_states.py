"""Which statuses a question whose a UCI or ULN is passes, by which moves, and who may make them.

A centre asks, the board answers; until then the centre may take it back.
"""

from django.db.models import TextChoices

from interchange.accounts.roles import Permission
from interchange.workflow import Move


class Status(TextChoices):
    """The life of an identity question."""

    ASKED = "asked", "With the board"
    SAME = "same", "It is this person"
    OTHER = "other", "It is somebody else"
    DECLINED = "no", "Declined by the board"
    TAKEN_BACK = "back", "Taken back"


SAY_SAME = Move(
    "say_same", {Status.ASKED}, Status.SAME, Permission.PROCESS_ENTRIES, words="answer {}"
)
SAY_OTHER = Move(
    "say_other", {Status.ASKED}, Status.OTHER, Permission.PROCESS_ENTRIES, words="answer {}"
)
DECLINE = Move("decline", {Status.ASKED}, Status.DECLINED, Permission.PROCESS_ENTRIES)
TAKE_BACK = Move(
    "take_back", {Status.ASKED}, Status.TAKEN_BACK, Permission.MAKE_ENTRIES, words="take back {}"
)

MOVES = (SAY_SAME, SAY_OTHER, DECLINE, TAKE_BACK)

OPEN = {Status.ASKED}
OVER = {Status.SAME, Status.OTHER, Status.DECLINED, Status.TAKEN_BACK}
