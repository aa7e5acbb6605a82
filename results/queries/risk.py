"""Who is at risk now, and how many were, for which cause, over the academic year?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, QuerySet

from entries.models import QualificationEntry
from entries.states import LISTED
from interchange.accounts.models import Centre
from interchange.catalogue.years import KEY_DATES_BEGIN, day_of_key_dates, key_dates_began
from results.diagnosis import CAUSES
from results.eligibility import WAITING
from results.models import AtRisk
from results.queries.kept import STILL_DUE
from results.queries.urgent import of_urgency, with_urgency
from results.urgency import AT_RISK, Deadlines

WAITS = [one.name for one in WAITING]


@dataclass(frozen=True)
class CauseOverYear:
    """How many were at risk for a cause, week by week."""

    code: str
    numbers: tuple[int, ...]

    @property
    def headline(self) -> str:
        """The cause in a few words."""
        return CAUSES[self.code].headline if self.code in CAUSES else self.code

    @property
    def now(self) -> int:
        """How many in the last week."""
        return self.numbers[-1]

    @property
    def most(self) -> int:
        """How many in the worst week."""
        return max(self.numbers)


@dataclass(frozen=True)
class RiskOverYear:
    """The last day of each week that was looked at, and the causes, the most frequent now first."""

    days: tuple[date, ...]
    causes: tuple[CauseOverYear, ...]

    @property
    def most(self) -> int:
        """The highest number of any cause and week."""
        return max((one.most for one in self.causes), default=0)

    @property
    def by_week(self) -> list[tuple[date, list[int]]]:
        """Each day with the number of each cause, in their order."""
        return [
            (day, [one.numbers[place] for one in self.causes])
            for place, day in enumerate(self.days)
        ]


def at_risk(dates: Deadlines) -> QuerySet[QualificationEntry]:
    """The listed registrations of all centres that are at risk on the day, of what is kept.

    As Home counts them: who waits to be worked out is of no urgency.
    """
    found = QualificationEntry.objects.filter(
        kept__state__in=WAITS, status__in=LISTED, completes_in=dates.summer
    )
    found = with_urgency(found.exclude(STILL_DUE), dates)
    return found.filter(of_urgency(*AT_RISK)).order_by()


def at_risk_by_cause(dates: Deadlines) -> dict[tuple[int, str], int]:
    """How many are at risk on the day, by centre (key) and cause; one query."""
    counted = at_risk(dates).annotate(cause=F("why")).values_list("centre", "cause")
    return {
        (centre, cause): number
        for centre, cause, number in counted.annotate(Count("pk")).order_by()
    }


def risk_over_year(centre: Centre | None, on: date) -> RiskOverYear:
    """How many were at risk since September, at the centre or (None) at all; two queries."""
    began = day_of_key_dates(key_dates_began(on), KEY_DATES_BEGIN, 1)
    looked = AtRisk.objects.filter(centre=None, cause="", on__range=(began, on))
    days = _weekly(looked.order_by("on").values_list("on", flat=True))
    counted = AtRisk.objects.filter(centre=centre, on__in=days).exclude(cause="")
    numbers: dict[str, dict[date, int]] = {}
    for cause, day, number in counted.order_by("cause").values_list("cause", "on", "number"):
        numbers.setdefault(cause, {})[day] = number
    causes = [
        CauseOverYear(cause, tuple(found.get(day, 0) for day in days))
        for cause, found in numbers.items()
    ]
    causes.sort(key=lambda one: (-one.now, -one.most, one.headline))
    return RiskOverYear(days, tuple(causes))


def _weekly(days: Iterable[date]) -> Sequence[date]:
    """The last of the days in each week."""
    return tuple({day.isocalendar()[:2]: day for day in days}.values())
