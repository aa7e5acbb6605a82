"""What will a form of entries cost, by the board's fee list?"""

from dataclasses import dataclass

from interchange.catalogue.models import Fee

REGISTRATION, UNIT, RESIT, LATE = "registration", "unit-entry", "unit-resit", "late-entry"
TITLES = {
    REGISTRATION: "Registration",
    UNIT: "Unit of the 2012 suite, taken by itself",
    RESIT: "Further attempt at an exam",
    LATE: "Late exam entry",
}


@dataclass(frozen=True)
class Charge:
    """A line of the estimate; `pence` each is None where the fee list has no such fee yet."""

    title: str
    count: int
    pence: int | None
    provisional: bool

    @property
    def each(self):
        """The fee in pounds."""
        return None if self.pence is None else f"£{self.pence / 100:,.2f}"

    @property
    def total(self):
        """The fee for all of them in pounds."""
        return None if self.pence is None else f"£{self.pence * self.count / 100:,.2f}"


def charges(on, counts):
    """The charges for so many of each kind, at the fees of the day `on`; kinds of none left out.

    `counts` maps REGISTRATION, UNIT, RESIT and LATE to numbers. One query.
    """
    wanted = {slug: count for slug, count in counts.items() if count}
    fees = {
        fee.slug: fee
        for fee in Fee.objects.filter(slug__in=wanted, from_on__lte=on).order_by("from_on")
    }
    return [_charge(slug, count, fees.get(slug)) for slug, count in wanted.items()]


def _charge(slug, count, fee):
    if fee is None:
        return Charge(TITLES[slug], count, None, True)
    return Charge(fee.title, count, fee.pence, fee.provisional)
