"""Which other size may a candidate take, what does it cost, and does it wait for the board?

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


class SizeRefused(RuleBroken):
    """The size cannot be changed; the message says why and what to do."""


class Direction(TextChoices):
    """Whether the new size is larger."""

    UP = "top_up", "Top-up"
    DOWN = "move_down", "Move-down"


@dataclass(frozen=True)
class ResizeFacts:
    """One candidate and another size: all that decides whether it may be taken.

    `same_bank` is the same suite, subject and level; `elsewhere` an open registration of the
    person for the new size at the centre; `asked` a change that waits for the board.
    """

    open: bool
    same_bank: bool
    same_size: bool
    offered: bool
    pathway_fits: bool = True
    elsewhere: bool = False
    asked: bool = False


def refusal(facts: ResizeFacts) -> str:
    """Why the size cannot be changed, as a sentence; nothing where it can."""
    for applies, sentence in (
        (not facts.open, NOT_OPEN),
        (facts.asked, ASKED),
        (facts.same_size, SAME_SIZE),
        (not facts.same_bank, NOT_SAME_BANK),
        (not facts.offered, NOT_OFFERED),
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
ASKED = "A change of size is with the board already. Cancel that one first, or wait for it."
SAME_SIZE = "The candidate is registered for this size. Choose another one."
NOT_SAME_BANK = (
    "Top-ups and move-downs stay within one subject, level and suite. Register the candidate for"
    " the other qualification instead."
)
NOT_OFFERED = "This size is not offered here yet. Choose another one."
ELSEWHERE = "The candidate is registered for that size as well. Withdraw one of the two."
PATHWAY = "Choose one of the pathways that this size has."


def direction(now: int | None, to: int | None) -> Direction:
    """Whether the other size is a top-up or a move-down, by what the two require in all."""
    return Direction.UP if (to or 0) > (now or 0) else Direction.DOWN


def difference(direction: str, now: int | None, to: int | None) -> int | None:
    """What the change costs in pence; None where a fee is not known.

    `now` is the registration fee of the dearest size that was paid for, `to` that of the new one.
    """
    if direction == Direction.DOWN:
        return 0
    if now is None or to is None:
        return None
    return max(to - now, 0)


def waits_because(
    figures: Mapping[str, int],
    *,
    issued: bool,
    claims_on: date | None,
    results_on: date | None,
    on: date,
) -> str:
    """Why the board has to process the change, in words; nothing where it is made at once.

    `issued` says whether the entry has a result; the dates are those of the summer.
    """
    if figures.get(AFTER_RESULT) and issued:
        return "a qualification result was issued"
    if not (figures.get(AFTER_CLAIMS) and claims_on and results_on):
        return ""
    if claims_on < on < results_on:
        return f"the last day for claims, {claims_on:%-d %B}, has passed and results are being made"
    return ""
