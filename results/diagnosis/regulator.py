"""Under which code does the regulator count a result that does not come in time?

Read in its list of late results; which cause falls under which code is ours and provisional.
"""

from enum import StrEnum


class Code(StrEnum):
    """The regulator's codes under which a cause falls; its list has further ones."""

    NONE = ""
    DEFERRED_BY_CENTRE = "N1"
    WITHDRAWN = "N2"
    NOT_CLAIMED = "N3"
    UNCONFIRMED = "N4"
    CLAIMED_LATE = "L1"
    ENTERED_LATE = "L2"
    CHANGED_LATE = "L3"
    MALPRACTICE = "L4"
    NO_MODERATION = "L5"
    BOARD_LATE = "L6"
    CONSIDERED_LATE = "L7"


MEANINGS = {
    Code.NONE: "No result is late",
    Code.DEFERRED_BY_CENTRE: "Put off by the centre: not all of the evidence is there",
    Code.WITHDRAWN: "Withdrawn by the centre",
    Code.NOT_CLAIMED: "Put off by the board: the centre has not claimed or answered",
    Code.UNCONFIRMED: "Put off by the board: evidence incomplete, nothing confirmed",
    Code.CLAIMED_LATE: "Claimed on results day or later",
    Code.ENTERED_LATE: "Entered very late",
    Code.CHANGED_LATE: "The size was changed late",
    Code.MALPRACTICE: "Malpractice is looked into",
    Code.NO_MODERATION: "Could not be moderated: the centre did not answer",
    Code.BOARD_LATE: "The board marks, moderates or decides late",
    Code.CONSIDERED_LATE: "Special consideration asked for very late",
}
