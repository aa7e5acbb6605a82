"""What does the picture say of a unit and of an entry?

Rules: the board's pages on results eligibility and estimated completion dates.
"""

from dataclasses import dataclass
from enum import Enum


class UnitState(Enum):
    """Where a candidate stands with a unit, in the board's words where they are known."""

    ACHIEVED = "Result achieved"
    CLAIMED = "In the claim in progress"
    READY = "Ready for sampling"
    SAMPLED = "Sampled"
    PENDING = "Pending"
    ENTERED = "Entered"
    ABSENT = "Absent"
    NO_RESULT = "No result"
    NOT_ACHIEVED = "Not achieved"
    TO_DO = "Still to do"
    NOT_TAKEN = "Not taken"


STATE_OF_STAGE = {
    "drafted": UnitState.CLAIMED,
    "unbooked": UnitState.READY,
    "unconfirmed": UnitState.READY,
    "too_late": UnitState.READY,
    "ready": UnitState.READY,
    "sampled": UnitState.SAMPLED,
    "pending": UnitState.PENDING,
    "held_up": UnitState.PENDING,
    "entered": UnitState.ENTERED,
    "overdue": UnitState.ENTERED,
    "missed": UnitState.ABSENT,
    "unsettled": UnitState.PENDING,
    "asked": UnitState.PENDING,
    "answer": UnitState.PENDING,
    "granted": UnitState.PENDING,
}
LETTERS = {
    UnitState.ACHIEVED: "A",
    UnitState.CLAIMED: "C",
    UnitState.READY: "R",
    UnitState.SAMPLED: "S",
    UnitState.PENDING: "P",
    UnitState.ENTERED: "E",
    UnitState.ABSENT: "X",
    UnitState.NO_RESULT: "0",
    UnitState.NOT_ACHIEVED: "N",
    UnitState.TO_DO: "T",
    UnitState.NOT_TAKEN: "-",
}
SUBMITTED = (UnitState.READY, UnitState.SAMPLED, UnitState.PENDING)  # with moderator or board
UNDER_WAY = (UnitState.CLAIMED, *SUBMITTED, UnitState.ENTERED)  # a result is expected
PENDING_STAGES = {  # a grade is to come
    *("unbooked", "unconfirmed", "too_late", "ready", "sampled", "pending", "held_up"),
    *("entered", "overdue", "unsettled"),
    *("asked", "answer", "granted"),
}


class Eligibility(Enum):
    """Where a candidate stands with the qualification result."""

    ISSUED = "Result issued"
    ELIGIBLE = "Eligible"
    NOT_ELIGIBLE = "Not eligible"
    UNCLASSIFIED = "Unclassified"
    WITHDRAWN = "Withdrawn"


WAITING = (Eligibility.NOT_ELIGIBLE, Eligibility.UNCLASSIFIED)  # without a result to come


@dataclass(frozen=True)
class UnitFacts:
    """What is known of a candidate and a unit: the grade held, and the stage of work under way.

    The stages are those of the diagnosis: a unit drafted on a claim, submitted with a visit that is
    unbooked, unconfirmed or too late, ready for sampling, sampled, pending or held up, an exam
    entered, overdue or unsettled, a grade asked of the board, one that waits for the centre's
    answer, or one granted. `sampled` says whether the moderator has chosen a sample of the claim,
    whatever its visit lacks. `needed` says whether the unit could still fill what the qualification
    lacks.
    """

    grade: str = ""
    achieved: bool = False
    absent: bool = False
    no_result: bool = False
    stage: str = ""
    needed: bool = True
    sampled: bool = False


def unit_state(facts: UnitFacts) -> UnitState:
    """The state of a unit, by its facts.

    What is achieved stays achieved, whatever else is under way; Absent and No result show only
    while nothing better is known or under way (results eligibility, "Absent").
    """
    if facts.achieved:
        return UnitState.ACHIEVED
    if facts.stage in STATE_OF_STAGE:
        found = STATE_OF_STAGE[facts.stage]
        return UnitState.SAMPLED if facts.sampled and found is UnitState.READY else found
    if facts.no_result:
        return UnitState.NO_RESULT
    if facts.absent:
        return UnitState.ABSENT
    if facts.grade:
        return UnitState.NOT_ACHIEVED
    return UnitState.TO_DO if facts.needed else UnitState.NOT_TAKEN


def eligibility(*, withdrawn: bool, issued: bool, kind: str) -> Eligibility:
    """Where an entry stands, by the engine's outcome `kind` and whether a result was issued."""
    if withdrawn:
        return Eligibility.WITHDRAWN
    if issued:
        return Eligibility.ISSUED
    by_kind = {"award": Eligibility.ELIGIBLE, "unclassified": Eligibility.UNCLASSIFIED}
    return by_kind.get(kind, Eligibility.NOT_ELIGIBLE)
