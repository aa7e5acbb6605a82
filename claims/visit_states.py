"""Which statuses a moderation visit passes, by which moves, and who may make them.

The board's own words for them could not be read; these are ours (docs/adr/0007).
"""

from django.db.models import TextChoices

from interchange.accounts.roles import Permission
from interchange.workflow import Move


class Status(TextChoices):
    """The life of a visit."""

    REQUESTED = "requested", "Requested"
    BOOKED = "booked", "Booked"
    HELD = "held", "Took place"
    CANCELLED = "cancelled", "Cancelled"


BOOK = Move("book", {Status.REQUESTED}, Status.BOOKED, Permission.MODERATE_CLAIMS)
REBOOK = Move("rebook", {Status.BOOKED}, Status.BOOKED, Permission.MODERATE_CLAIMS)
HOLD = Move(
    "hold",
    {Status.REQUESTED, Status.BOOKED},
    Status.HELD,
    Permission.MODERATE_CLAIMS,
    words="say that {} took place",
)
CANCEL = Move(
    "cancel",
    {Status.REQUESTED, Status.BOOKED},
    Status.CANCELLED,
    Permission.MAKE_CLAIMS,
)
CALL_OFF = Move(
    "call_off",
    {Status.REQUESTED, Status.BOOKED},
    Status.CANCELLED,
    Permission.MODERATE_CLAIMS,
    words="call off {}",
)

MOVES = (BOOK, REBOOK, HOLD, CANCEL, CALL_OFF)

TO_COME = {Status.REQUESTED, Status.BOOKED}
COUNTED = {Status.BOOKED, Status.HELD}  # against the free visits of the year
OVER = {Status.HELD, Status.CANCELLED}
