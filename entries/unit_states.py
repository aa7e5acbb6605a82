"""Which statuses an entry for an exam, or for a 2012 unit by itself, passes, and who moves it."""

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
WITHDRAW_LATE = Move("withdraw_late", {Status.ENTERED}, Status.ABSENT, Permission.MAKE_ENTRIES)
EXCUSE = Move("excuse", {Status.ENTERED}, Status.EXCUSED, Permission.MAKE_ENTRIES)

MOVES = (WITHDRAW, WITHDRAW_LATE, EXCUSE)

STANDING = {Status.ENTERED}
OVER = {Status.WITHDRAWN, Status.ABSENT, Status.EXCUSED}
USED = {Status.ENTERED, Status.ABSENT}  # a later entry for the unit is a further, charged one
