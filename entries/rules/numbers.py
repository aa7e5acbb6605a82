"""When does a candidate number become free for somebody else?

No page of the board's says it: ours, and provisional. A number is its holder's as long as anything
of theirs at the centre is open or to be sat, and is free from the registration year on that follows
the end of all of it, so that nobody's papers of one year name two people by one number.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from interchange.catalogue.years import first_of_registration_year, registration_year

YEARS = "candidate-number-years"  # the figure: how long an open registration past its summer holds
PASSED_ON = (
    "The candidate's number was passed on to somebody else, since nothing of the candidate's was"
    " open or to be sat any more. Ask us for another number, then enter the candidate."
)


def kept(own: str, held: Sequence[str]) -> str:
    """The number to enter somebody under: that of their registration, if they still hold it.

    Else the latest that they hold; empty where they hold none.
    """
    return own if own in held else next(reversed(held), "")


def open_until(completes_in: int, years: int) -> date:
    """The last day on which an open registration holds its number.

    `years` is how many registration years it does so after the summer in which it was to be
    completed: one that is over by then and was neither withdrawn nor put off counts as ended.
    """
    return first_of_registration_year(completes_in + years) - timedelta(days=1)


def free_from(ends: Iterable[date | None]) -> date | None:
    """The first day on which the number is free, given when each thing of the holder's ended.

    None among `ends` is something without an end: then the number is not free, which None says.
    """
    known = list(ends)
    if None in known:
        return None
    last = max((end for end in known if end), default=date.min)
    if last == date.min:
        return last
    return first_of_registration_year(registration_year(last) + 1)


def is_free(ends: Iterable[date | None], on: date) -> bool:
    """Whether the number may be passed on, on the day `on`."""
    first = free_from(ends)
    return first is not None and first <= on
