"""What ends at a centre today or soon, and by which hour?"""

from dataclasses import dataclass
from datetime import date, timedelta

SOON = timedelta(days=7)  # how far ahead Home says what ends (ours)
HOUR = "23:59"  # a last day is the whole day in London
EXAMS, CLAIMS = "examined", "moderated"  # the check whose candidates a day concerns
CONCERNED = {  # what a day is about (tracker.queries.dates): the check
    **dict.fromkeys(("entries_close_on", "late_until_on", "very_late_until_on"), EXAMS),
    "claims": CLAIMS,
}
CHECKPOINT_CLOSES = "checkpoint-closes"
ENDS = {*CONCERNED, "refund_until_on", CHECKPOINT_CLOSES, "visits-booked"}


@dataclass(frozen=True)
class Ending:
    """Something that ends: until when, what is to be done where, and whom it concerns.

    `number` of candidates are on the list at `list_href`; None where nobody is counted.
    """

    title: str
    on: date
    away: str
    link: str
    href: str
    number: int | None = None
    lacking: str = ""
    list_href: str = ""
    provisional: bool = False

    @property
    def colour(self) -> str:
        """How urgent it is, as cards are coloured."""
        return "bad" if self.away == "today" else "action"

    @property
    def until(self) -> str:
        """Until when, with the hour."""
        return f"{self.away}, {self.on:%-d %B %Y}, {HOUR}"


def ends_soon(about: str, on: date, today: date) -> bool:
    """Whether a day about that ends something today or soon."""
    return about in ENDS and today <= on <= today + SOON


def lacking(check: str, number: int) -> str:
    """How many candidates a day concerns, in words."""
    who = f"{number} candidate{'' if number == 1 else 's'}"
    verb = "lacks" if number == 1 else "lack"
    if check == EXAMS:
        return f"{who} {verb} an examined unit without a result to come"
    return f"{who} {verb} a moderated unit that is not submitted or not visited in time"
