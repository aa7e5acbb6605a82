"""Which statuses a file of entries passes, by which moves; and what becomes of its lines."""

from django.db.models import TextChoices

from interchange.accounts.roles import Permission
from interchange.workflow import Move


class Status(TextChoices):
    """The life of a file of entries."""

    WAITING = "waiting", "Being read"
    REFUSED = "refused", "File has errors"
    CHECKED = "checked", "Waiting for you"
    CONFIRMED = "confirmed", "Being loaded"
    LOADED = "loaded", "Loaded"
    CANCELLED = "cancelled", "Cancelled"


READ = Move("read", {Status.WAITING}, Status.CHECKED, Permission.MAKE_ENTRIES)
REFUSE = Move("refuse", {Status.WAITING}, Status.REFUSED, Permission.MAKE_ENTRIES)
GIVE_UP = Move(
    "give_up",
    {Status.WAITING, Status.CONFIRMED},
    Status.REFUSED,
    Permission.PROCESS_ENTRIES,
    words="give up {}",
)
CONFIRM = Move("confirm", {Status.CHECKED}, Status.CONFIRMED, Permission.MAKE_ENTRIES)
LOAD = Move("load", {Status.CONFIRMED}, Status.LOADED, Permission.MAKE_ENTRIES)
SHOW_AGAIN = Move(
    "show_again", {Status.CONFIRMED}, Status.CHECKED, Permission.MAKE_ENTRIES, words="show {} again"
)
CANCEL = Move(
    "cancel",
    {Status.WAITING, Status.CHECKED, Status.CONFIRMED},
    Status.CANCELLED,
    Permission.MAKE_ENTRIES,
)

MOVES = (READ, REFUSE, GIVE_UP, CONFIRM, LOAD, SHOW_AGAIN, CANCEL)

TO_WORK = {Status.WAITING, Status.CONFIRMED}
ASKING = {Status.CHECKED}
OVER = {Status.REFUSED, Status.LOADED, Status.CANCELLED}
CANCELLABLE = CANCEL.sources


class Outcome(TextChoices):
    """What becomes of one thing that a line asks for."""

    NEW = "new", "Will be loaded"
    ALREADY = "already", "Already there"
    LIKELY = "likely", "Likely duplicate"
    REFUSED = "refused", "Refused"
    LOADED = "loaded", "Loaded"
    LEFT_OUT = "left_out", "Not loaded"


AT_LAST = {  # what a line of a loaded file has become; lines are not written a second time
    Outcome.NEW: Outcome.LOADED,
    Outcome.LIKELY: Outcome.LEFT_OUT,
}
