"""The rules of entering as they stand on a day, for the qualifications that a centre takes."""

from dataclasses import dataclass
from datetime import date

from entries import queries as entries_queries
from entries.queries import qualifications_of
from entries.rules.registering_again import FIGURE as REGISTER_AGAIN
from interchange.accounts.models import Centre
from interchange.catalogue import queries as catalogue_queries
from interchange.catalogue.models import Figure, Qualification, RegistrationRule, Series

CHARGED = ("registration", "unit-entry", "unit-resit", "late-entry", "very-late-entry")


@dataclass(frozen=True)
class Attempts:
    """How often an exam of a qualification may be sat on one registration; None: no limit."""

    qualification: Qualification
    most: int | None

    @property
    def further(self) -> int:
        """How many come after the first."""
        return (self.most or 1) - 1


@dataclass(frozen=True)
class EntryRules:
    """Attempts, how old a registration must be, what is charged, and when entries close.

    `again` is the board's figure whether a new registration starts the attempts anew; None: unset.
    """

    attempts: list[Attempts]
    registered: list[RegistrationRule]
    fees: list
    series: list[Series]
    again: Figure | None


def entry_rules(centre: Centre, on: date) -> EntryRules:
    """The EntryRules of the centre on the day; the next two series that still take entries."""
    taken = list(qualifications_of(centre).filter(offered=True, suite="2016"))
    rules = catalogue_queries.specifications([one.code for one in taken])
    in_force: dict[str, RegistrationRule] = {}
    for rule in RegistrationRule.objects.filter(from_on__lte=on).order_by("from_on"):
        in_force[rule.before] = rule
    series = Series.objects.filter(very_late_until_on__gte=on).order_by("year", "month")
    return EntryRules(
        attempts=[Attempts(one, rules[one.code].attempts) for one in taken if one.code in rules],
        registered=list(in_force.values()),
        fees=[one for one in entries_queries.fee_list(on) if one.slug in CHARGED],
        series=list(series[:2]),
        again=Figure.objects.filter(slug=REGISTER_AGAIN).first(),
    )
