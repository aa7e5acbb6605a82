"""Which statuses an application for special consideration passes, by which moves, and whose."""

from django.db.models import TextChoices

from interchange.accounts.roles import Permission
from interchange.workflow import Move


class Status(TextChoices):
    """The life of an application (ours: the board's own list could not be read)."""

    APPLIED = "applied", "With the board"
    MORE_NEEDED = "more_needed", "More information needed"
    ACCEPTED = "accepted", "Accepted"
    REFUSED = "refused", "Refused"
    WITHDRAWN = "withdrawn", "Taken back"
    CLOSED = "closed", "Closed, a result came"


OPEN = {Status.APPLIED, Status.MORE_NEEDED}
OVER = {Status.REFUSED, Status.WITHDRAWN, Status.CLOSED}
IN_FORCE = {Status.ACCEPTED}

ASK = Move(
    "ask",
    {Status.APPLIED},
    Status.MORE_NEEDED,
    Permission.BANK_RESULTS,
    words="ask for more about {}",
)
ANSWER = Move("answer", {Status.MORE_NEEDED}, Status.APPLIED, Permission.APPLY_CONSIDERATION)
ACCEPT = Move("accept", OPEN, Status.ACCEPTED, Permission.BANK_RESULTS)
REFUSE = Move("refuse", OPEN, Status.REFUSED, Permission.BANK_RESULTS)
TAKE_BACK = Move(
    "take_back",
    {Status.ACCEPTED},
    Status.REFUSED,
    Permission.BANK_RESULTS,
    words="take back that {} was accepted",
)
WITHDRAW = Move(
    "withdraw", OPEN, Status.WITHDRAWN, Permission.APPLY_CONSIDERATION, words="take back {}"
)
CLOSE = Move("close", OPEN, Status.CLOSED, Permission.BANK_RESULTS)  # by itself

MOVES = (ASK, ANSWER, ACCEPT, REFUSE, TAKE_BACK, WITHDRAW, CLOSE)

NOTHING_TO_DECIDE = (  # of an open application whose exam has a grade, until it is closed
    "The exam has the result {} by now, which counts: there is no absence left to consider.",
    "Nobody: the application closes by itself",
)
NOTHING_MORE = "Nobody: the exam has the result {}"  # of one that is over

MEANING = {  # status: (what it means, who acts next)
    Status.APPLIED: ("The board has the application.", "The board: decide, or ask you"),
    Status.MORE_NEEDED: (
        "The board cannot decide without an answer from your centre.",
        "Your centre: answer the question",
    ),
    Status.ACCEPTED: (
        "The absence is accepted: the board gives an assessed grade.",
        "Nobody: the grade follows by itself once everything else is there",
    ),
    Status.REFUSED: (
        "There is no assessed grade, for the reason that the board gives.",
        "Your centre: enter the candidate again, or apply again if there is new evidence",
    ),
    Status.WITHDRAWN: ("Your centre took the application back.", "Nobody"),
    Status.CLOSED: (
        "The exam has a result, which counts: there was no absence left to consider.",
        "Nobody",
    ),
}
