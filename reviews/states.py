"""Which post-results services there are, which statuses a review passes, and who may move it."""

from django.db.models import TextChoices

from interchange.accounts.roles import Permission
from interchange.workflow import Move


class Service(TextChoices):
    """What a centre can ask for after an exam; each by the slug of its fee."""

    CLERICAL = "clerical-check", "Clerical check"
    MARKING = "review-of-marking", "Review of marking"
    PRIORITY = "priority-review", "Priority review of marking"
    SCRIPT = "access-to-scripts", "Access to scripts"


class Status(TextChoices):
    """The life of a review, and of the appeal against its outcome."""

    ASKED = "asked", "Asked for"
    WITH_BOARD = "with_board", "With the board"
    STAYS = "stays", "Grade stays"
    CHANGED = "changed", "Grade changed"
    SENT = "sent", "Script sent"
    REFUSED = "refused", "Refused"
    WITHDRAWN = "withdrawn", "Withdrawn"
    APPEALED = "appealed", "Under appeal"
    APPEAL_STAYS = "appeal_stays", "Grade stays after appeal"
    APPEAL_CHANGED = "appeal_changed", "Grade changed on appeal"


BOARD = Permission.RESOLVE_REQUESTS
TAKE = Move("take", {Status.ASKED}, Status.WITH_BOARD, BOARD, words="take up {}")
KEEP = Move(
    "keep", {Status.WITH_BOARD}, Status.STAYS, BOARD, words="give the outcome of {} once more"
)
CHANGE = Move(
    "change", {Status.WITH_BOARD}, Status.CHANGED, BOARD, words="give the outcome of {} once more"
)
SEND = Move("send", {Status.WITH_BOARD}, Status.SENT, BOARD, words="send the script of {}")
REFUSE = Move("refuse", {Status.ASKED, Status.WITH_BOARD}, Status.REFUSED, BOARD)
WITHDRAW = Move("withdraw", {Status.ASKED}, Status.WITHDRAWN, Permission.RAISE_REQUESTS)
APPEAL = Move(
    "appeal",
    {Status.STAYS, Status.CHANGED},
    Status.APPEALED,
    BOARD,
    words="note an appeal against {}",
)
KEEP_ON_APPEAL = Move(
    "keep_on_appeal",
    {Status.APPEALED},
    Status.APPEAL_STAYS,
    BOARD,
    words="decide the appeal against {}",
)
CHANGE_ON_APPEAL = Move(
    "change_on_appeal",
    {Status.APPEALED},
    Status.APPEAL_CHANGED,
    BOARD,
    words="decide the appeal against {}",
)

MOVES = (
    TAKE,
    KEEP,
    CHANGE,
    SEND,
    REFUSE,
    WITHDRAW,
    APPEAL,
    KEEP_ON_APPEAL,
    CHANGE_ON_APPEAL,
)

WITH_THE_BOARD = {Status.ASKED, Status.WITH_BOARD, Status.APPEALED}
WITH_OUTCOME = {
    Status.STAYS,
    Status.CHANGED,
    Status.SENT,
    Status.APPEAL_STAYS,
    Status.APPEAL_CHANGED,
}
NOTHING_DONE = {Status.REFUSED, Status.WITHDRAWN}

MEANING = {  # status: (what it means, who acts next)
    Status.ASKED: (
        "The board has received it and has not begun.",
        "The board: begin; until then your centre can withdraw it",
    ),
    Status.WITH_BOARD: ("The board is looking into it.", "The board: give the outcome"),
    Status.STAYS: (
        "The board has looked again, and the grade is right.",
        "Nobody, unless your centre appeals",
    ),
    Status.CHANGED: (
        "The board has looked again and corrected the result. Nothing is charged.",
        "Nobody, unless your centre appeals",
    ),
    Status.SENT: ("The board has sent the script.", "Nobody: this is finished"),
    Status.REFUSED: (
        "The board could not do it, for the reason below. Nothing is charged.",
        "Nobody: this is finished; ask again if something has changed",
    ),
    Status.WITHDRAWN: (
        "Your centre took it back before the board had begun. Nothing is charged.",
        "Nobody: this is finished",
    ),
    Status.APPEALED: (
        "The board has your appeal against the outcome.",
        "The board: decide the appeal",
    ),
    Status.APPEAL_STAYS: ("The appeal did not change the grade.", "Nobody: this is finished"),
    Status.APPEAL_CHANGED: (
        "The appeal changed the grade. What was charged is paid back.",
        "Nobody: this is finished",
    ),
}

ACTS_OF_CENTRE = {"review.ask", "review.withdraw"}  # as the trail calls them
