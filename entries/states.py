"""Which statuses an entry passes, by which moves, and who may make them."""

from django.db.models import TextChoices

from interchange.accounts.roles import Permission
from interchange.workflow import Move


class Status(TextChoices):
    """The life of a qualification entry (registration)."""

    REGISTERED = "registered", "Registered"
    WITHDRAWN = "withdrawn", "Withdrawn"
    REMOVED = "removed", "Withdrawal processed"
    ASKED_BACK = "asked_back", "Reinstatement requested"
    REPLACED = "replaced", "Replaced"
    TRANSFERRED = "moved", "Transferred to another centre"
    MERGED = "merged", "Closed in a merge"


ONCE_WITHDRAWN = {Status.REMOVED, Status.ASKED_BACK}  # gone from the lists unless asked for

WITHDRAW = Move("withdraw", {Status.REGISTERED}, Status.WITHDRAWN, Permission.SET_COMPLETION)
UNDO_WITHDRAWAL = Move(
    "undo_withdrawal",
    {Status.WITHDRAWN},
    Status.REGISTERED,
    Permission.SET_COMPLETION,
    words="undo the withdrawal of {}",
)
PROCESS_WITHDRAWAL = Move(
    "process_withdrawal",
    {Status.WITHDRAWN},
    Status.REMOVED,
    Permission.PROCESS_ENTRIES,
    words="process the withdrawal of {}",
)
ASK_BACK = Move(
    "ask_back",
    {Status.REMOVED},
    Status.ASKED_BACK,
    Permission.SET_COMPLETION,
    words="ask for {} to be reinstated",
)
REINSTATE = Move(
    "reinstate",
    ONCE_WITHDRAWN,
    Status.REGISTERED,
    Permission.PROCESS_ENTRIES,
)
DECLINE_BACK = Move(
    "decline_back",
    {Status.ASKED_BACK},
    Status.REMOVED,
    Permission.PROCESS_ENTRIES,
    words="decline to reinstate {}",
)
REPLACE = Move(
    "replace",
    {Status.REGISTERED},
    Status.REPLACED,
    Permission.MAKE_ENTRIES,
    words="put another registration in the place of {}",
)
REPLACE_AT_THE_BOARD = Move(
    "replace_at_the_board",
    {Status.REGISTERED},
    Status.REPLACED,
    Permission.PROCESS_ENTRIES,
    words="put another registration in the place of {}",
)

TRANSFER = Move("transfer", {Status.REGISTERED}, Status.TRANSFERRED, Permission.PROCESS_ENTRIES)
CLOSE_IN_MERGE = Move(
    "close_in_merge",
    {Status.REGISTERED},
    Status.MERGED,
    Permission.PROCESS_ENTRIES,
    words="close the registration in a merge: {}",
)
REOPEN = Move(
    "reopen",
    {Status.MERGED},
    Status.REGISTERED,
    Permission.PROCESS_ENTRIES,
    words="reopen the registration: {}",
)

MOVES = (
    WITHDRAW,
    UNDO_WITHDRAWAL,
    PROCESS_WITHDRAWAL,
    ASK_BACK,
    REINSTATE,
    DECLINE_BACK,
    REPLACE,
    REPLACE_AT_THE_BOARD,
    TRANSFER,
    CLOSE_IN_MERGE,
    REOPEN,
)

OPEN = {Status.REGISTERED}  # may be claimed for, entered for exams, and awarded
LISTED = {Status.REGISTERED, Status.WITHDRAWN}  # shown in the tracker
CLOSED = {
    Status.REMOVED,
    Status.ASKED_BACK,
    Status.REPLACED,
    Status.TRANSFERRED,
    Status.MERGED,
}
