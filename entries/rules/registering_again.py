"""May a candidate whose attempts at an exam are used up be registered once more?

Rules: the entry rules page limits the attempts at each exam and speaks of entering for the
qualification again; how could not be read. Here a new registration at the usual fee starts the
attempts anew, which the board's figure allows or not.
"""

from dataclasses import dataclass

from entries.rules.registering import EntryRefused

FIGURE = "register-again"


class AgainRefused(EntryRefused):
    """The candidate cannot be registered again; the message says why and what to do."""


@dataclass(frozen=True)
class AgainFacts:
    """One registration: all that decides whether a new one may take its place.

    `used_up` are the numbers of the units whose exam may not be sat again, `to_come` those of exams
    whose result is still to come; `size_asked` says that a change of size waits for the board;
    `not_approved` is why the centre may not register in the subject, and `ended` why nobody may for
    the qualification any more; each is empty where it may.
    """

    allowed: bool
    open: bool
    used_up: tuple[str, ...]
    to_come: tuple[str, ...] = ()
    size_asked: bool = False
    offered: bool = True
    not_approved: str = ""
    ended: str = ""


def refusal(facts: AgainFacts) -> str:
    """Why the candidate cannot be registered again, as a sentence; nothing where possible."""
    for applies, sentence in (
        (not facts.open, NOT_OPEN),
        (not facts.used_up, ATTEMPTS_LEFT),
        (not facts.allowed, NOT_ALLOWED),
        (facts.to_come, _to_come(facts.to_come)),
        (facts.size_asked, SIZE_ASKED),
        (not facts.offered, NOT_OFFERED),
        (facts.ended, facts.ended),
        (facts.not_approved, facts.not_approved),
    ):
        if applies:
            return sentence
    return ""


NOT_OPEN = (
    "The registration is not open any more: the candidate was withdrawn or registered anew already."
    " Look at the candidate's page."
)
ATTEMPTS_LEFT = (
    "No exam of this registration is out of attempts. Enter the candidate for the exam instead."
)
NOT_ALLOWED = (
    "The board takes no new registration once attempts are used up. A smaller size of the subject"
    " may still be possible: see “Top up or move down” on the candidate's page."
)
SIZE_ASKED = (
    "A change of size is with the board. Take it back on the candidate's page, or wait for it."
)
NOT_OFFERED = "This qualification is not offered here any more. Top up or move down instead."


def _to_come(units: tuple[str, ...]) -> str:
    some = f"unit {units[0]}" if len(units) == 1 else f"units {', '.join(units)}"
    return (
        f"The exam result of {some} is still to come. Register the candidate again once it is here,"
        " or withdraw the exam entry first: an attempt counts for the registration it was made on."
    )
