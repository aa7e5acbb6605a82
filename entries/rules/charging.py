"""What is charged for an entry, and what may be credited?"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product

from entries.rules.exams import Stage
from interchange.refusals import RuleBroken

REGISTRATION, UNIT, RESIT = "registration", "unit-entry", "unit-resit"
LATE, VERY_LATE, TOP_UP = "late-entry", "very-late-entry", "top-up"
CLERICAL, REVIEW = "clerical-check", "review-of-marking"
PRIORITY, SCRIPT = "priority-review", "access-to-scripts"
REPLACEMENT = "replacement"
OF_STAGE = {Stage.LATE: LATE, Stage.VERY_LATE: VERY_LATE}
TITLES = {
    REGISTRATION: "Registration",
    UNIT: "Unit of the 2012 suite, taken by itself",
    RESIT: "Further attempt at an exam",
    LATE: "Late exam entry",
    VERY_LATE: "Very late exam entry",
    TOP_UP: "Top-up",
    CLERICAL: "Clerical check",
    REVIEW: "Review of marking",
    PRIORITY: "Priority review of marking",
    SCRIPT: "Access to scripts",
    REPLACEMENT: "Replacement certificate",
}


def of_size(size: str) -> str:
    """The slug of the fee for registering for a qualification of that size: registration-dip."""
    return f"{REGISTRATION}-{size.lower().replace('_', '-')}"


class CreditRefused(RuleBroken):
    """The credit note cannot be made; the message says why."""


@dataclass(frozen=True)
class Item:
    """So many times a fee: its slug and title, and what each costs in pence.

    `pence` is None where the fee list has no such fee yet; it may be `provisional`.
    """

    fee: str
    title: str
    count: int
    pence: int | None
    qualification_id: int | None = None
    provisional: bool = False

    @property
    def total(self) -> int:
        """What all of them cost, in pence; nothing as long as the fee is not known."""
        return (self.pence or 0) * self.count


def fees_of_unit(*, exam: bool, resit: bool, stage: Stage) -> list[str]:
    """The fees of one entry for a unit: a registration covers the first attempt at each exam.

    A very late entry costs its own fee in place of that of a late one.
    """
    if not exam:
        return [UNIT]
    return [RESIT] * resit + [OF_STAGE[stage] for _ in range(stage in OF_STAGE)]


def cases_of_units() -> list[tuple[bool, bool, str, str]]:
    """Every case of a unit entry with each fee it costs: (exam, resit, stage, fee).

    By this table the database charges a whole file; the rule is that of fees_of_unit.
    """
    return [
        (exam, resit, stage.value, fee)
        for exam, resit, stage in product((False, True), (False, True), Stage)
        for fee in fees_of_unit(exam=exam, resit=resit, stage=stage)
    ]


def total(items: Iterable[Item]) -> int:
    """What all the items cost, in pence."""
    return sum(item.total for item in items)


def is_due(items: Iterable[Item]) -> bool:
    """Whether there is anything to invoice: a sum, or a fee that is still to be set."""
    return any(item.pence is None or item.total for item in items)


def by_hand_because(*, pence: int | None, asked_about: bool) -> str:
    """Why a charge is not paid back by itself but by the board's hand; nothing where it is.

    `pence` is its price, None where the fee was not set; `asked_about` says whether the centre's
    query about its invoice is open. Neither is in a published rule: ours, so that withdrawing
    never waits for it.
    """
    if asked_about:
        return "your query about its invoice is still open"
    return "its fee was not set when it was charged" if pence is None else ""


NOT_TOLD_APART = "its invoice is of a time when charges were not kept one by one"
NOTHING_CHOSEN = "There is nothing to credit. Say which charge is paid back."
CREDITED = "That is paid back already. Look at the credit notes of the invoice."
NO_PRICE = "A charge without a price cannot be paid back: nothing was charged for it."
