"""Which statuses an entry for an exam, or for a 2012 unit by itself, passes, and who moves it."""

from dataclasses import replace

from django.db.models import TextChoices

from interchange.accounts.roles import Permission
from interchange.workflow import Move


class Status(TextChoices):
    """The life of a unit entry."""

    ENTERED = "entered", "Entered"
    WITHDRAWN = "withdrawn", "Withdrawn"
    ABSENT = "absent", "Withdrawn, marked absent"
    EXCUSED = "excused", "Withdrawn on special grounds"


WITHDRAW = Move("withdraw", {Status.ENTERED}, Status.WITHDRAWN, Permission.MAKE_ENTRIES)
WITHDRAW_LATE = Move(
    "withdraw_late",
    {Status.ENTERED},
    Status.ABSENT,
    Permission.MAKE_ENTRIES,
    words="mark {} absent",
)
EXCUSE = Move("excuse", {Status.ENTERED, Status.ABSENT}, Status.EXCUSED, Permission.MAKE_ENTRIES)


def _as_board(move: Move) -> Move:
    """The same move, made by board staff for a centre that asked by letter."""
    name, words = f"{move.name}_as_board", move.of("{}")
    return replace(move, name=name, needs=Permission.PROCESS_ENTRIES, words=words)


WITHDRAW_AS_BOARD = _as_board(WITHDRAW)
WITHDRAW_LATE_AS_BOARD = _as_board(WITHDRAW_LATE)
EXCUSE_AS_BOARD = _as_board(EXCUSE)

AS_BOARD = {
    WITHDRAW.name: WITHDRAW_AS_BOARD,
    WITHDRAW_LATE.name: WITHDRAW_LATE_AS_BOARD,
    EXCUSE.name: EXCUSE_AS_BOARD,
}
MOVES = (WITHDRAW, WITHDRAW_LATE, EXCUSE, *AS_BOARD.values())

STANDING = {Status.ENTERED}
OVER = {Status.WITHDRAWN, Status.ABSENT, Status.EXCUSED}
USED = {Status.ENTERED, Status.ABSENT}  # a later entry for the unit is a further, charged one
