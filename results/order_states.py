"""Which statuses an order of results files passes, by which moves."""

from django.db.models import TextChoices

from interchange.accounts.roles import Permission
from interchange.workflow import Move


class Status(TextChoices):
    """The life of an order of results files."""

    WAITING = "waiting", "Being made"
    MADE = "made", "Made"
    NOTHING_NEW = "nothing_new", "Nothing new"
    REFUSED = "refused", "Could not be made"


MAKE = Move("make", {Status.WAITING}, Status.MADE, Permission.MAKE_ENTRIES)
LEAVE = Move("leave", {Status.WAITING}, Status.NOTHING_NEW, Permission.MAKE_ENTRIES)
REFUSE = Move("refuse", {Status.WAITING}, Status.REFUSED, Permission.MAKE_ENTRIES)
GIVE_UP = Move(
    "give_up", {Status.WAITING}, Status.REFUSED, Permission.BANK_RESULTS, words="give up {}"
)

MOVES = (MAKE, LEAVE, REFUSE, GIVE_UP)

TO_WORK = {Status.WAITING}
OVER = {Status.MADE, Status.NOTHING_NEW, Status.REFUSED}
