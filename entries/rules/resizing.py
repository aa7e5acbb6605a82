"""Which other size or pathway may a candidate take, at what cost, and does it wait for the board?

Rules: top-ups and move-downs stay within subject and level, and units stay banked (missing and
incomplete results). Prices and what the board processes could not be read: top-ups cost the
difference of the registration fees, less what was paid before, move-downs nothing, and the board's
figures say what waits.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices

from interchange.refusals import RuleBroken

AFTER_RESULT, AFTER_CLAIMS = "size-change-after-result", "size-change-after-claims"
PATHWAY_WAITS = "pathway-change-waits"


class SizeRefused(RuleBroken):
    """The size cannot be changed; the message says why and what to do."""


class Direction(TextChoices):
    """Whether the new size is larger, smaller, or the same on another pathway."""

    UP = "top_up", "Top-up"
    DOWN = "move_down", "Move-down"
    ASIDE = "pathway", "Change of pathway"


@dataclass(frozen=True)
class ResizeFacts:
    """One candidate and another size: all that decides whether it may be taken.

    `same_bank` is the same suite, subject and level; `same_size` the size registered for, on the
    same pathway if it has any; `elsewhere` an open registration of the person for the new size at
    the centre; `asked` another change that waits for the board. `ended` is why nobody is registered
    for the new size any more, empty where somebody is.
    """

    open: bool
    same_bank: bool
    same_size: bool
    offered: bool
    pathway_fits: bool = True
    elsewhere: bool = False
    asked: bool = False
    ended: str = ""


def refusal(facts: ResizeFacts) -> str:
    """Why the size cannot be changed, as a sentence; nothing where it can."""
    for applies, sentence in (
        (not facts.open, NOT_OPEN),
        (facts.asked, ASKED),
        (facts.same_size, SAME_SIZE),
        (not facts.same_bank, NOT_SAME_BANK),
        (not facts.offered, NOT_OFFERED),
        (facts.ended, facts.ended),
        (facts.elsewhere, ELSEWHERE),
        (not facts.pathway_fits, PATHWAY),
    ):
        if applies:
            return sentence
    return ""


NOT_OPEN = (
    "The registration is not open any more: it was withdrawn or its size was changed already. Look"
    " at the candidate's page."
)
ASKED = (
    "A change of size or pathway is with the board already. Cancel that one first, or wait for it."
)
SAME_SIZE = "The candidate is registered for this size and pathway. Choose another one."
NOT_SAME_BANK = (
    "Top-ups and move-downs stay within one subject, level and suite. Register the candidate for"
    " the other qualification instead."
)
NOT_OFFERED = "This size is not offered here yet. Choose another one."
ELSEWHERE = "The candidate is registered for that size as well. Withdraw one of the two."
PATHWAY = "Choose one of the pathways that this size has."


def direction(now: int | None, to: int | None, *, same: bool = False) -> Direction:
    """Whether it is a top-up or a move-down, by what the two sizes require in all.

    `same` says that it is one size, on another pathway.
    """
    if same:
        return Direction.ASIDE
    return Direction.UP if (to or 0) > (now or 0) else Direction.DOWN


def difference(direction: str, now: int | None, to: int | None) -> int | None:
    """What the change costs in pence; None where a fee is not known.

    `now` is the registration fee of the dearest size that was paid for, `to` that of the new one.
    """
    if direction != Direction.UP:
        return 0
    if now is None or to is None:
        return None
    return max(to - now, 0)


def waits_because(
    figures: Mapping[str, int],
    *,
    aside: bool = False,
    issued: bool,
    claims_on: date | None,
    results_on: date | None,
    on: date,
) -> str:
    """Why the board has to process the change, in words; nothing where it is made at once.

    `aside` says that it is a change of pathway, `issued` whether the entry has a result; the dates
    are those of the summer.
    """
    if aside and figures.get(PATHWAY_WAITS):
        return "the board processes every change of pathway"
    if figures.get(AFTER_RESULT) and issued:
        return "a qualification result was issued"
    if not (figures.get(AFTER_CLAIMS) and claims_on and results_on):
        return ""
    if claims_on < on < results_on:
        return f"the last day for claims, {claims_on:%-d %B}, has passed and results are being made"
    return ""
