"""The causes there are: each in a few words, who acts next, and the request it would become.

The sentences stand in templates, one a cause.
"""

from dataclasses import dataclass
from enum import Enum

from results.diagnosis.requests import RequestKind


class Owner(Enum):
    """Who has to act next."""

    NOBODY = "Nobody"
    CENTRE = "Your centre"
    MODERATOR = "The moderator"
    BOARD = "The board"


@dataclass(frozen=True)
class Cause:
    """A cause: its headline for a row of a table, who acts next, and a kind of request, if any."""

    headline: str
    owner: Owner
    request: RequestKind | None = None


CAUSES = {
    "absent": Cause("Absent from an exam", Owner.CENTRE, RequestKind.MISSING_EXAM_RESULT),
    "attempts_used_up": Cause("No attempts left at an exam", Owner.CENTRE),
    "being_awarded": Cause("The award is being worked out", Owner.BOARD),
    "below_minimum": Cause("A unit is below its minimum grade", Owner.CENTRE),
    "claim_not_submitted": Cause("The claim is not submitted", Owner.CENTRE),
    "closed": Cause("The entry is closed", Owner.NOBODY),
    "does_not_combine": Cause("Units held do not count here", Owner.CENTRE),
    "entered_for_exam": Cause("Waits for exam results", Owner.NOBODY),
    "exam_result_missing": Cause(
        "An exam result is missing", Owner.CENTRE, RequestKind.MISSING_EXAM_RESULT
    ),
    "given_up": Cause("The board is looking into it", Owner.BOARD),
    "held_already": Cause("Holds the same grade already", Owner.NOBODY),
    "incomplete": Cause("Not complete", Owner.CENTRE),
    "not_expected_yet": Cause("Completes in a later year", Owner.NOBODY),
    "pending": Cause("Waits to be processed", Owner.BOARD),
    "points_too_low": Cause("Points below the lowest grade", Owner.CENTRE),
    "ready_for_sampling": Cause("Waits for the moderator's sample", Owner.MODERATOR),
    "result_issued": Cause("Result issued", Owner.NOBODY),
    "sampled": Cause("Waits for the moderator's visit", Owner.MODERATOR),
    "units_missing": Cause(
        "Units not claimed or entered", Owner.CENTRE, RequestKind.MISSED_FROM_CLAIM
    ),
    "withdrawn": Cause("Marked Withdrawn", Owner.NOBODY),
}
