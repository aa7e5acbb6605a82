"""Which kinds of cases are there, and how high has one risen?

What opens them is the board's (results eligibility, moderation, missing results); how early, and
how fast they rise, are figures.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from interchange.refusals import RuleBroken
from results.diagnosis import Owner

RISES = ("case-second-days", "case-third-days")  # the figures: days after which a case rises


class CaseRefused(RuleBroken):
    """Nobody can be reminded of the case now."""


@dataclass(frozen=True)
class Kind:
    """A kind of case: its title, who acts, what to do, and the page, with what its address asks."""

    slug: str
    title: str
    owner: Owner
    act: str
    page: str
    query: str = ""


KINDS = {
    one.slug: one
    for one in (
        Kind(
            "not-eligible",
            "Not eligible after the last day for claims",
            Owner.CENTRE,
            "See what each candidate lacks, and whether a result is still expected this summer.",
            "tracker:progress",
            "?at_risk=on",
        ),
        Kind(
            "unsubmitted",
            "Claim not submitted",
            Owner.CENTRE,
            "Finish the claim and submit it: no moderator sees it before.",
            "claims:history",
        ),
        Kind(
            "unsampled",
            "Claim without a sample",
            Owner.MODERATOR,
            "The moderator selects a sample. Ask for it where a visit is near.",
            "claims:history",
        ),
        Kind(
            "visit-late",
            "Visit after the last day for results by results day",
            Owner.CENTRE,
            "Ask the moderator for an earlier visit.",
            "tracker:progress",
            "?cause=visit_too_late",
        ),
        Kind(
            "absence",
            "Absent from an exam, and nothing decided",
            Owner.CENTRE,
            "Apply for special consideration, or enter the candidate again.",
            "tracker:progress",
            "?cause=absent",
        ),
        Kind(
            "uci-missing",
            "UCI missing before results files are made",
            Owner.CENTRE,
            "Add the UCI to each candidate: without it, no file tells their results.",
            "entries:entries",
        ),
    )
}
LEVELS = {1: ("New", "waiting"), 2: ("Rising", "action"), 3: ("Urgent", "bad")}  # word, colour


def level(opened_on: date, today: date, rises: tuple[int, ...]) -> int:
    """How high a case has risen: 1, and one more for each number of days that it has been open."""
    return 1 + sum(today >= opened_on + timedelta(days=days) for days in rises)


def is_the_boards(
    opened_on: date, reminded_on: date | None, today: date, rises: tuple[int, ...]
) -> bool:
    """Whether the board itself must act: it stands highest, and whoever must act was not moved.

    Who was reminded has as many days as it takes a case to rise for the first time.
    """
    if not rises or level(opened_on, today, rises) < max(LEVELS):
        return False
    return reminded_on is None or today >= reminded_on + timedelta(days=rises[0])


def check_can_remind(*, is_open: bool, reminded_on: date | None, on: date) -> None:
    """Raise CaseRefused unless whoever must act may be reminded on the day: once a day at most."""
    if not is_open:
        raise CaseRefused("This case is closed: there is nothing to remind of any more.")
    if reminded_on == on:
        raise CaseRefused("A reminder went out today. Send the next one tomorrow at the earliest.")
