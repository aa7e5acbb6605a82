"""Why has an entry no result? The facts of each entry, gathered at once, and their diagnosis."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from claims.models import Line
from claims.states import Status as Claimed
from entries.models import UnitEntry
from entries.rules.registering import summer_of
from entries.states import CLOSED, Status
from entries.unit_states import Status as UnitStatus
from interchange.catalogue.models import Series
from interchange.catalogue.queries import SHARED_UNIT
from results import diagnosis
from results.diagnosis import EntryFacts
from results.models import QualificationResult
from results.queries import achievements, ground
from results.queries.answering import is_answered

STAGES = {
    Claimed.DRAFT: "drafted",
    Claimed.READY: "ready",
    Claimed.SAMPLED: "sampled",
    Claimed.PENDING: "pending",
}
WORDS = {"entered": "entered for {}", "overdue": "no result yet of {}"}  # of exams; else a claim
AWARDED = QualificationResult.Outcome.AWARD


@dataclass(frozen=True)
class Work:
    """A grade on its way for a person's unit: at which stage, and where."""

    stage: str
    where: str

    @property
    def sentence(self) -> str:
        """Where it is on its way, in words."""
        return WORDS.get(self.stage, "on {}").format(self.where)


def reasons(found, on) -> dict[int, diagnosis.Reason]:
    """The diagnosis.Reason of each entry: {entry id: Reason}, as things stand on the day `on`.

    Takes what `standings` gives. Some queries more, as many for one entry as for thousands.
    """
    person_of = achievements.persons(one.entry.candidate_id for one in found.values())
    numbers = ground.unit_numbers({one.entry.qualification_id for one in found.values()})
    work = under_way(person_of, on)
    return {
        pk: diagnosis.diagnose(
            _facts(
                one,
                work=work[person_of[one.entry.candidate_id]],
                numbers=numbers[one.entry.qualification_id],
                on=on,
            )
        )
        for pk, one in found.items()
    }


def under_way(person_of, on, centre_id=None) -> dict[int, dict[int, Work]]:
    """The Work of each person by (shared) unit id: {person id: {unit id: Work}}; two queries.

    With a centre's id only what was entered and is claimed through that centre.
    """
    exams, lines = _exams_without_result(person_of), _live_lines(person_of)
    if centre_id is not None:
        exams, lines = exams.filter(centre=centre_id), lines.filter(claim__centre=centre_id)
    found = defaultdict(dict)
    for candidate, unit, year, month, results_on in exams:
        stage = "overdue" if results_on and results_on < on else "entered"
        where = f"{Series.Month(month).label} {year}"
        found[person_of[candidate]][unit] = Work(stage, where)
    for candidate, unit, status, number in lines:
        where = f"claim {number}" if number else "the claim in progress"
        found[person_of[candidate]][unit] = Work(STAGES[status], where)
    return found


def _exams_without_result(person_of) -> QuerySet:
    """The exams the persons are entered for of which there is no result, the latest series last."""
    entered = UnitEntry.objects.filter(
        ~is_answered(), Q(series__isnull=False), candidate__in=list(person_of),
        status=UnitStatus.ENTERED,
    )  # fmt: skip
    return entered.order_by("series__year", "series__month").values_list(
        "candidate_id",
        SHARED_UNIT,
        "series__year",
        "series__month",
        "series__results_on",
    )


def _live_lines(person_of) -> QuerySet:
    """The persons' units that stand on a claim without being results yet."""
    return (
        Line.objects.filter(live=True, candidate__in=list(person_of))
        .order_by("pk")
        .values_list(
            "candidate_id",
            SHARED_UNIT,
            "claim__status",
            "claim__number",
        )
    )


def _facts(standing, *, work, numbers, on) -> EntryFacts:
    """The Facts of one entry, from its standing and the Work on its person's units."""
    stages = defaultdict(dict)
    for unit, one in work.items():
        if unit in numbers:
            stages[one.stage][numbers[unit]] = one.where
    entry, result, best = standing.entry, standing.result, standing.best_held
    return EntryFacts(
        kind=standing.outcome.kind,
        issued=result.grade if result and result.outcome == AWARDED else "",
        held=best.grade if best and best.outcome == AWARDED else "",
        withdrawn=entry.status == Status.WITHDRAWN,
        closed=entry.status in CLOSED,
        completes_in=entry.completes_in,
        summer=summer_of(on),
        shortfalls=standing.outcome.shortfalls,
        sizes={unit.number: unit.size or 0 for unit in standing.specification.units},
        absent=standing.absent,
        **stages,
    )
