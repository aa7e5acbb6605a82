"""What is charged for an entry, and what may be credited?"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from entries.rules.exams import Stage
from interchange.refusals import RuleBroken

REGISTRATION, UNIT, RESIT = "registration", "unit-entry", "unit-resit"
LATE, VERY_LATE, TOP_UP = "late-entry", "very-late-entry", "top-up"
OF_STAGE = {Stage.LATE: LATE, Stage.VERY_LATE: VERY_LATE}
TITLES = {
    REGISTRATION: "Registration",
    UNIT: "Unit of the 2012 suite, taken by itself",
    RESIT: "Further attempt at an exam",
    LATE: "Late exam entry",
    VERY_LATE: "Very late exam entry",
}


def of_size(size: str) -> str:
    """The slug of the fee for registering for a qualification of that size: registration-dip."""
    return f"{REGISTRATION}-{size.lower().replace('_', '-')}"


def kind(fee: str) -> str:
    """Which kind of fee a slug is: those of all sizes are registrations."""
    return REGISTRATION if fee.startswith(f"{REGISTRATION}-") else fee


Charge = tuple[str, int | None, int | None]  # fee, qualification and price


class CreditRefused(RuleBroken):
    """The credit note cannot be made; the message says why."""


@dataclass(frozen=True)
class Item:
    """So many times a fee: its slug and title, and what each costs in pence.

    `pence` is None where the fee list has no such fee yet.
    """

    fee: str
    title: str
    count: int
    pence: int | None
    qualification_id: int | None = None

    @property
    def total(self) -> int:
        """What all of them cost, in pence; nothing as long as the fee is not known."""
        return (self.pence or 0) * self.count

    @property
    def key(self) -> tuple[str, int | None]:
        """What a credit must match: the same fee for the same qualification."""
        return self.fee, self.qualification_id


def fees_of_unit(*, exam: bool, resit: bool, stage: Stage) -> list[str]:
    """The fees of one entry for a unit: a registration covers the first attempt at each exam.

    A very late entry costs its own fee in place of that of a late one.
    """
    if not exam:
        return [UNIT]
    return [RESIT] * resit + [OF_STAGE[stage] for _ in range(stage in OF_STAGE)]


def total(items: Iterable[Item]) -> int:
    """What all the items cost, in pence."""
    return sum(item.total for item in items)


def summed(items: Iterable[Item]) -> list[Item]:
    """The items, those of the same fee, qualification and price as one."""
    found: dict[Charge, Item] = {}
    for item in items:
        key = (*item.key, item.pence)
        known = found.get(key)
        found[key] = replace(item, count=item.count + known.count) if known else item
    return list(found.values())


def is_due(items: Iterable[Item]) -> bool:
    """Whether there is anything to invoice: a sum, or a fee that is still to be set."""
    return any(item.pence is None or item.total for item in items)


def check_credit(
    items: Collection[Item], charged: Iterable[Item], credited: Iterable[Item]
) -> None:
    """Raise CreditRefused unless the items were charged and are not credited yet.

    All three are Items; what is credited is of the same fee, qualification and price.
    """
    if not total(items):
        raise CreditRefused("There is nothing to credit. Say which charge is paid back.")
    left = _counts(charged)
    for key, count in _counts(credited).items():
        left[key] = left.get(key, 0) - count
    for key, count in _counts(items).items():
        if left.get(key, 0) < count:
            raise CreditRefused(
                "That is more than was charged and is not credited yet. Look at the invoice and its"
                " credit notes."
            )


def _counts(items: Iterable[Item]) -> dict[Charge, int]:
    found: dict[Charge, int] = {}
    for item in items:
        key = (*item.key, item.pence)
        found[key] = found.get(key, 0) + item.count
    return found
