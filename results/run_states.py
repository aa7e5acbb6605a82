"""Which statuses an award run passes: a dry run first, then what it showed is issued.

A run that tries new rules puts them in force instead, and the awards follow as ever.
"""

from django.db.models import TextChoices

from interchange.accounts.roles import Permission
from interchange.workflow import Move


class Status(TextChoices):
    """The life of an award run."""

    FORESEEING = "foreseeing", "Dry run going on"
    FORESEEN = "foreseen", "Dry run done, nothing issued"
    ISSUING = "issuing", "Being issued"
    PAUSED = "paused", "Paused"
    ISSUED = "issued", "Issued"
    IN_FORCE = "in_force", "New rules in force"
    CALLED_OFF = "called_off", "Called off"


FORESEE = Move("foresee", {Status.FORESEEING}, Status.FORESEEN, Permission.BANK_RESULTS)
ISSUE = Move("issue", {Status.FORESEEN}, Status.ISSUING, Permission.BANK_RESULTS)
PAUSE = Move("pause", {Status.ISSUING}, Status.PAUSED, Permission.BANK_RESULTS)
GO_ON = Move(
    "go_on", {Status.PAUSED}, Status.ISSUING, Permission.BANK_RESULTS, words="go on with {}"
)
FINISH = Move("finish", {Status.ISSUING}, Status.ISSUED, Permission.BANK_RESULTS)
PUT_IN_FORCE = Move(
    "put_in_force",
    {Status.FORESEEN},
    Status.IN_FORCE,
    Permission.MANAGE_CATALOGUE,
    words="put the rules of {} in force",
)
CALL_OFF = Move(
    "call_off",
    {Status.FORESEEING, Status.FORESEEN, Status.PAUSED},
    Status.CALLED_OFF,
    Permission.BANK_RESULTS,
    words="call off {}",
)

MOVES = (FORESEE, ISSUE, PAUSE, GO_ON, FINISH, PUT_IN_FORCE, CALL_OFF)

WORKED_ON = {Status.FORESEEING, Status.ISSUING}  # by workers, range by range
WAITING = {  # for somebody of the board to say what next
    Status.FORESEEN: "dry runs to be looked at",
    Status.PAUSED: "award runs that are paused",
}
OVER = {Status.ISSUED, Status.IN_FORCE, Status.CALLED_OFF}
