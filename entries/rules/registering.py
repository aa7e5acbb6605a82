"""What must be true for a candidate to be registered for a qualification?"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from interchange.catalogue.years import key_dates_began, registration_year
from interchange.refusals import RuleBroken

TOLD = 10  # rows that a sentence names
MOST_ROWS = 500  # of one form or spreadsheet: the year group of a large college (ours)
LONGEST_COURSE = 6  # years: so many summers can be chosen, this one the first (ours)


class EntryRefused(RuleBroken):
    """The entry cannot be made; the message says which rule and what to do."""


class RowsRefused(EntryRefused):
    """Some rows of a form cannot be entered; `problems` are (row, field, sentence), from row 0."""

    def __init__(self, problems: Iterable[tuple[int, str, str]], names: Sequence[str]) -> None:
        """Take what is wrong with the rows, and what each row is called."""
        self.problems = tuple(problems)
        told = [f"{names[row]}: {text}" for row, _, text in self.problems[:TOLD]]
        if (more := len(self.problems) - TOLD) > 0:
            told.append(f"The same or the like of {more} more.")
        super().__init__(" ".join(told))


UNSEEN = (
    "There is a record that looks like this person. Look at what is shown for this row and say"
    " whether it is the same person."
)

WITHDRAWN = (
    "This candidate's registration for the qualification is marked Withdrawn. Choose a completion"
    " date in the Progress Tracker instead of registering again."
)
UNITS_ONLY = (
    "This candidate is entered for single units of this subject. A candidate takes either the whole"
    " qualification or units only: withdraw the unit entries first, under “Exam and unit entries”."
)
OTHER_SIZE = (
    "The candidate is registered for another size of this subject and level, {}. It is not"
    " registered a second time: choose “Top up or move down” on the candidate's page, or tick the"
    " candidate under “Entries by candidate” and press “Change the size of those ticked”. A top-up"
    " costs only the difference of the registration fees, and a move-down nothing."
)
ELSEWHERE = (
    "The candidate is registered for this subject at another centre. Ask for a transfer instead:"
    " see “Transfers”."
)
ANOTHER_PATHWAY = (
    "The candidate is registered on another pathway ({}). It is not changed by registering again:"
    " open the candidate under “Entries by candidate”."
)
WITHOUT_PATHWAY = (
    "The candidate is registered without a pathway. It is not given one by registering again: open"
    " the candidate under “Entries by candidate”."
)
ALREADY = "This candidate is already registered for the qualification. Leave out this row."


@dataclass(frozen=True, slots=True)
class PersonAtCentre:
    """What is there already of one person who is to be registered for a qualification.

    `pathway` is that of the registration; `other_size` the code of another size of the subject
    that the person is registered for here, and `elsewhere` says that it is at another centre.
    """

    registered: bool = False
    withdrawn: bool = False
    pathway: str = ""
    units_only: bool = False
    other_size: str = ""
    elsewhere: bool = False


def summer_of(on: date) -> int:
    """The year of the summer that the day `on` works towards: from September on, the next."""
    return key_dates_began(on) + 1


def first_day(registered_on: date, days: int) -> date:
    """The first day on which what needs a registration `days` old may be done."""
    return registered_on + timedelta(days=days)


def completes_in(level: int, on: date) -> int:
    """The summer in which a registration made on the day `on` is assumed to be completed.

    Level 2: the same registration year; Level 3 and above: the next.
    """
    return registration_year(on) + (1 if level <= 2 else 2)


def check_offer(qualification: Any, pathways: Collection[str], pathway: str) -> None:
    """Raise EntryRefused unless the qualification is offered, with this pathway if it has any."""
    if not qualification.offered:
        raise EntryRefused(
            f"{qualification} is not offered here yet: {qualification.not_offered_because}"
            " Choose another qualification or ask us when it will be."
        )
    if pathway and pathway not in pathways:
        raise EntryRefused(f"{qualification.code} has no pathway called {pathway}. Choose again.")
    if pathways and not pathway:
        raise EntryRefused(
            f"{qualification.code} is taken on a pathway, because the units that must be achieved"
            " depend on it. Choose one."
        )


def check_units_chosen(units: Collection[Any]) -> None:
    """Raise EntryRefused unless there is at least one unit to enter for."""
    if not units:
        raise EntryRefused("No unit is ticked. Tick the units these candidates take.")


def summers_from(on: date) -> range:
    """The summers in which a candidate may be expected to complete, seen from the day `on`."""
    first = summer_of(on)
    return range(first, first + LONGEST_COURSE)


def check_completion(year: int, on: date) -> None:
    """Raise EntryRefused unless a candidate may be expected to complete in the summer of `year`."""
    summers = summers_from(on)
    if year not in summers:
        raise EntryRefused(
            f"The estimated completion must be a summer from {summers[0]} to {summers[-1]}."
            " Choose one of those."
        )


def check_open(is_open: bool) -> None:
    """Raise EntryRefused unless the entry is open."""
    if not is_open:
        raise EntryRefused(
            "This entry is closed, so it has no completion date to change. If it was withdrawn in"
            " error, ask for it back on the candidate's page."
        )


def standing(known: PersonAtCentre, pathway: str) -> tuple[str, list[str]]:
    """Whether the registration is there, and why it cannot be made: (sentence, sentences).

    `pathway` is the one that is asked for.
    """
    found = []
    if known.registered and not known.withdrawn and known.pathway == pathway:
        return ALREADY, []
    if known.registered and known.withdrawn:
        found.append(WITHDRAWN)
    elif known.registered:
        other = known.pathway
        found.append(ANOTHER_PATHWAY.format(other) if other else WITHOUT_PATHWAY)
    if known.units_only:
        found.append(UNITS_ONLY)
    if known.other_size:
        found.append(OTHER_SIZE.format(known.other_size))
    if known.elsewhere:
        found.append(ELSEWHERE)
    return "", found


def number_refusals(number: str, own: str, holder: str) -> list[tuple[str, str]]:
    """Why a candidate cannot have the number, as (field, sentence) pairs.

    `own` is the number the candidate has at the centre, `holder` whoever else has this one.
    """
    if own and own != number:
        return [
            (
                "candidate_number",
                f"This candidate already has the number {own} at your centre, and a candidate"
                " never has two. Use that number.",
            )
        ]
    if holder:
        return [
            (
                "candidate_number",
                f"The number {number} belongs to {holder}. Give this candidate another.",
            )
        ]
    return []
