"""Which exams of a centre have services open, until when and for what fee, and whose are they?"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from entries import queries as entries_queries
from entries.queries.people import found_under, matches
from interchange.catalogue.models import Fee, Qualification, Series, Unit
from interchange.catalogue.opening import out_by
from interchange.catalogue.queries import figures
from interchange.money import pounds
from interchange.words import words_typed
from results.models import UnitResult
from results.rules import UNGRADED
from reviews.models import LastDay, Review
from reviews.rules import AskedFor, Exam, closed_because, last_day
from reviews.states import NOTHING_DONE, WITH_THE_BOARD, Service

MOST = 100  # candidates that a page offers; a search finds the others


@dataclass(frozen=True)
class Sat:
    """An exam that candidates of a centre have results of."""

    qualification: Qualification
    unit: Unit
    series: Series

    @property
    def key(self) -> str:
        """What names it in an address: 05839-2026-06-1."""
        return f"{self.qualification.code}-{self.series.code}-{self.unit.number}"

    def __str__(self):
        return f"{self.series}: {self.unit} ({self.qualification.code})"


@dataclass(frozen=True)
class Offer:
    """A service as an exam has it: its last day and fee, and why it is closed (empty: open)."""

    service: Service
    last_on: date | None
    provisional: bool
    closed: str
    fee: Fee | None

    @property
    def cost(self) -> str:
        """What it costs, in words."""
        if self.fee is None:
            return "fee not set yet"
        said = pounds(self.fee.pence) if self.fee.pence else "free"
        return f"{said} (provisional)" if self.fee.provisional else said

    @property
    def until(self) -> str:
        """The last day, in words."""
        if self.last_on is None:
            return "not set yet"
        said = f"{self.last_on:%-d %B %Y}"
        return f"{said} (provisional)" if self.provisional else said


def offers(sat, at) -> list[Offer]:
    """All services of an exam, with what holds at the instant; three queries."""
    rows = {one.service: one for one in last_days([sat.series])}
    exam, on = _known(sat, rows, figures(), at), localdate(at)
    fees = entries_queries.fees(on)
    return [
        Offer(
            service,
            last_day(service, exam),
            service not in rows or rows[service].provisional,
            closed_because(service, exam, on),
            fees.get(service.value),
        )
        for service in Service
    ]


def _known(sat, rows, known, at):
    """The exam as rules know it."""
    return Exam(
        series=str(sat.series),
        in_june=sat.series.month == Series.Month.JUNE,
        level=sat.qualification.level,
        results_on=sat.series.results_on,
        out_on=sat.series.out_on,
        is_out=sat.series.is_out(at),
        last_days={service: row.on for service, row in rows.items()},
        figures=known,
    )


def last_days(series) -> QuerySet[LastDay]:
    """The last days that the board has set for the series."""
    return LastDay.objects.filter(series__in=series).select_related("series")


def exams_open(centre, at) -> list[Sat]:
    """The exams with results of the centre of which some service is open then, latest first.

    A fixed number of queries.
    """
    results = UnitResult.objects.standing().filter(out_by(at, "series__"), centre=centre)
    found = (
        results.order_by()
        .values_list("qualification", "unit", "series")
        .distinct()
        .exclude(grade__in=UNGRADED)
    )
    found = list(found)
    qualifications, units, series = (
        model.objects.in_bulk({row[place] for row in found})
        for place, model in enumerate((Qualification, Unit, Series))
    )
    days = defaultdict(dict)
    for row in last_days(series.values()):
        days[row.series_id][row.service] = row
    known, on = figures(), localdate(at)
    sat = [Sat(qualifications[one], units[two], series[three]) for one, two, three in found]
    still = [one for one in sat if _is_open(_known(one, days[one.series.pk], known, at), on)]
    return sorted(still, key=_latest_first)


def _is_open(exam, on):
    """Whether any service of the exam can be asked for on the day."""
    return any(not closed_because(service, exam, on) for service in Service)


def _latest_first(sat):
    return -sat.series.year, -sat.series.month, sat.qualification.code, sat.unit.in_order


def exam_of(centre, key) -> Sat | None:
    """The exam of that key, if the centre has results of it; None where it has none."""
    code, _, rest = key.partition("-")
    year, month, number = (*rest.split("-"), "", "", "")[:3]
    if not (year.isdecimal() and month.isdecimal() and len(year) < 5 and len(month) < 3):
        return None
    found = UnitResult.objects.standing().filter(
        centre=centre,
        qualification__code=code,
        unit__number=number,
        series__year=year,
        series__month=month,
    )
    one = found.select_related("qualification__subject", "unit", "series").first()
    return one and Sat(one.qualification, one.unit, one.series)


def results_of(centre, sat, *, text="") -> QuerySet[UnitResult]:
    """The centre's results of the exam that stand; `text` finds candidates by name or number."""
    found = UnitResult.objects.standing().filter(
        centre=centre, qualification=sat.qualification, unit=sat.unit, series=sat.series
    )
    found = found.select_related("candidate", "centre", "unit", "qualification__subject", "series")
    if text:
        found = found.prefetch_related(*found_under(centre, text))
    for word in words_typed(text):
        found = found.filter(matches(centre, word, "candidate__"))
    return found


def rows_of(results, signed) -> list[AskedFor]:
    """The results as rules know them, with what was asked for before and the days of consent.

    `signed` gives the day of a result's consent by its id. One query.
    """
    results = list(results)
    persons = {one.candidate.person_id for one in results}
    before = Review.objects.filter(candidate__person__in=persons).exclude(status__in=NOTHING_DONE)
    of_exams = Q(pk__in=[])
    for unit, series in {(one.unit_id, one.series_id) for one in results}:
        of_exams |= Q(unit=unit, series=series)
    asked, still = defaultdict(set), defaultdict(set)
    for review in before.filter(of_exams).select_related("candidate"):
        key = review.candidate.person_id, review.unit_id, review.series_id
        asked[key].add(review.service)
        if review.status in WITH_THE_BOARD:
            still[key].add(review.service)
    return [
        AskedFor(
            one.pk,
            one.candidate.name,
            one.grade not in UNGRADED,
            frozenset(asked[key]),
            frozenset(still[key]),
            signed.get(one.pk),
        )
        for one in results
        for key in [(one.candidate.person_id, one.unit_id, one.series_id)]
    ]


def shown_of(sat, offer, results) -> dict[str, dict[str, str]]:
    """What the page shows of the service and of each candidate, as interchange.shown has it."""
    told = {offer.service.label: {"fee": offer.cost, "last day": offer.until}}
    return told | {
        f"{one.candidate.name} ({one.candidate.ocr_number})": {str(sat): one.shown}
        for one in results
    }


def shown_of_result(result) -> dict[str, str]:
    """What the board's page shows of the result that an outcome is about."""
    return {
        "Candidate": f"{result.candidate.name} ({result.candidate.ocr_number})",
        "Exam": f"{result.unit}, {result.series}",
        "Result that stands": result.shown,
    }
