"""Which statuses a file of exam results passes, by which moves; and what becomes of its lines."""

from django.db.models import TextChoices

from interchange.accounts.roles import Permission
from interchange.workflow import Move


class Status(TextChoices):
    """The life of a file of exam results."""

    WAITING = "waiting", "Being read"
    REFUSED = "refused", "File has errors"
    NOTHING_NEW = "nothing_new", "Nothing to load"
    CHECKED = "checked", "Waiting for you"
    CONFIRMED = "confirmed", "Being loaded"
    HELD = "held", "Held"
    LOADED = "loaded", "Loaded"
    CANCELLED = "cancelled", "Cancelled"


READ = Move("read", {Status.WAITING}, Status.CHECKED, Permission.BANK_RESULTS)
REFUSE = Move("refuse", {Status.WAITING}, Status.REFUSED, Permission.BANK_RESULTS)
LEAVE = Move("leave", {Status.WAITING}, Status.NOTHING_NEW, Permission.BANK_RESULTS)
GIVE_UP = Move(
    "give_up",
    {Status.WAITING, Status.CONFIRMED},
    Status.REFUSED,
    Permission.BANK_RESULTS,
    words="give up {}",
)
CONFIRM = Move("confirm", {Status.CHECKED}, Status.CONFIRMED, Permission.BANK_RESULTS)
LOAD = Move("load", {Status.CONFIRMED}, Status.LOADED, Permission.BANK_RESULTS)
HOLD = Move("hold", {Status.CONFIRMED}, Status.HELD, Permission.BANK_RESULTS)
TELL = Move("tell", {Status.HELD}, Status.LOADED, Permission.BANK_RESULTS)
READ_AGAIN = Move(
    "read_again", {Status.CONFIRMED}, Status.WAITING, Permission.BANK_RESULTS, words="read {} again"
)
CANCEL = Move(
    "cancel",
    {Status.WAITING, Status.CHECKED, Status.CONFIRMED, Status.HELD},
    Status.CANCELLED,
    Permission.BANK_RESULTS,
)

MOVES = (READ, REFUSE, LEAVE, GIVE_UP, CONFIRM, LOAD, HOLD, TELL, READ_AGAIN, CANCEL)

WORKED_ON = {Status.WAITING, Status.CONFIRMED}
ASKING = {Status.CHECKED}
TO_TELL = {Status.HELD}  # once the results of their series are out
OVER = {Status.REFUSED, Status.NOTHING_NEW, Status.LOADED, Status.CANCELLED}
OPEN = WORKED_ON | ASKING


class Outcome(TextChoices):
    """What becomes of a line."""

    NEW = "new", "New result"
    SETTLED = "settled", "Had no grade before"
    CORRECTED = "corrected", "Corrected"
    MARKED = "marked", "Mark entered, grade as before"
    ALREADY = "already", "There already"
    REFUSED = "refused", "Refused"
    DROPPED = "dropped", "Dropped before it was told"


WARNED = "warned"  # counted beside the outcomes: lines to look at before they are loaded
CHANGES = (Outcome.NEW, Outcome.SETTLED, Outcome.CORRECTED, Outcome.MARKED)
