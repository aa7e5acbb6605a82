"""When may a centre apply for special consideration of an absence, and by when?

The board's page on special consideration: for absences with good reason; who sat the wrong paper
applies as absent and keeps the entry; late ones need the evidence of a senior leader.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from interchange.refusals import RuleBroken

LONGEST = 4000  # signs of what happened, of a question and of an answer
MISSING_HAPPENED = "Say what happened."
MISSING_GROUND = "Choose why the candidate was absent."
MISSING_EVIDENCE = "Send the evidence: at least one file."
DECLARATION = (
    "What I say is true, the candidate was ready for the exam, and the head of centre supports the"
    " application"
)
MISSING_DECLARED = "Confirm that what you say is true and that the candidate was eligible."
MISSING_LEADER = "This application is late: name the senior leader who stands for it."
MISSING_LETTER = "This application is late: send the letter of the senior leader."
NO_LAST_DAY = (
    "Nobody can apply yet: the board has set no last day for applications for exams of this series."
    " Ask the board to set it."
)
MISSING_WORDS = "Write why: the centre reads it."


class ConsiderationRefused(RuleBroken):
    """The board cannot be asked to consider this absence, or cannot accept it any more."""

    def __init__(self, sentence: str, field: str = "") -> None:
        """Say why, and which field it is about, if it is about one."""
        super().__init__(sentence)
        self.field = field


@dataclass(frozen=True)
class Absence:
    """What is known of an exam that was missed.

    `grade` is the result that stands, "" for none; `is_absent` whether a result, the attendance or
    a withdrawal that came too late says so; `is_entered` whether the entry was not withdrawn.
    `wrong_paper`: the candidate sat another paper than the one entered for.
    """

    who: str
    unit: str
    series: str
    begins_on: date
    is_absent: bool
    is_entered: bool
    grade: str = ""
    number: int | None = None
    wrong_paper: bool = False


def check_can_be_considered(known: Absence, on: date) -> None:
    """Raise ConsiderationRefused unless the board may consider the absence on the day."""
    exam = f"unit {known.unit} in {known.series}"
    if known.number:
        raise ConsiderationRefused(
            f"Your centre has applied for this absence already: see application {known.number}."
        )
    if not known.is_entered:
        raise ConsiderationRefused(
            f"{known.who} was withdrawn from {exam}, so there is no exam to be absent from."
        )
    if known.grade:
        raise ConsiderationRefused(
            f"{known.who} has the result {known.grade} for {exam}. An absence alone can be"
            " considered; if the result is wrong, raise a missing-results request."
        )
    if on < known.begins_on:
        raise ConsiderationRefused(
            f"The exams of {known.series} begin on {known.begins_on:%-d %B %Y}. Apply once the"
            " exam was missed; who will not sit it can be withdrawn until then."
        )
    if not (known.is_absent or known.wrong_paper):
        raise ConsiderationRefused(
            f"Nothing says that {known.who} was absent from {exam}: neither the attendance nor a"
            " result. Apply once the board has noted the absence. Whoever sat the wrong paper"
            " applies as absent: choose that as the reason.",
            "ground",
        )


def in_time_until(year: int, month: int, until: date | None, days: int | None) -> date:
    """The last day for an application that is not late.

    Takes the series' year and month, its own last day (None where none is set), and the days after
    the end of its month that count where none is: a figure, None where the board has not set it.
    Raises ConsiderationRefused where there is neither.
    """
    if until:
        return until
    if days is None:
        raise ConsiderationRefused(NO_LAST_DAY)
    return date(year, month, monthrange(year, month)[1]) + timedelta(days=days)


def check_declared(declared: bool) -> None:
    """Raise ConsiderationRefused unless the centre stands for what it says (DECLARATION)."""
    if not declared:
        raise ConsiderationRefused(MISSING_DECLARED, "declared")


def check_late(leader: str, has_letter: bool) -> None:
    """Raise ConsiderationRefused unless a late application is stood for by a senior leader."""
    if not leader.strip():
        raise ConsiderationRefused(MISSING_LEADER, "leader")
    if not has_letter:
        raise ConsiderationRefused(MISSING_LETTER, "letter")
