"""Why has an entry no result? The facts of each entry, gathered at once, and their diagnosis."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from claims.models import Line
from claims.states import Status as Claimed
from entries.models import UnitEntry
from entries.queries.seeing import seeing
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

    Takes what `standings_seen` gives; of what is under way only what the entry's centre sees. Some
    queries more, as many for one entry as for thousands.
    """
    entries = [one.entry for one in found.values()]
    numbers = ground.unit_numbers({entry.qualification_id for entry in entries})
    work = work_of(entries, on)
    return {
        pk: diagnosis.diagnose(
            _facts(
                one,
                work=work[pk],
                numbers=numbers[one.entry.qualification_id],
                on=on,
            )
        )
        for pk, one in found.items()
    }


def work_of(entries, on) -> dict[int, dict[int, Work]]:
    """The Work of each entry's person as its centre sees it: {entry id: {(shared) unit id: Work}}.

    Four queries, however many entries.
    """
    entries = list(entries)
    person_of = achievements.persons(entry.candidate_id for entry in entries)
    work = under_way(person_of, {entry.centre_id for entry in entries}, on)
    return {entry.pk: work[entry.centre_id, person_of[entry.candidate_id]] for entry in entries}


def under_way(person_of, centre_ids, on, *, sees=None) -> dict[tuple[int, int], dict[int, Work]]:
    """The Work of each person by (shared) unit id, as each of the centres sees it.

    {(centre id, person id): {unit id: Work}}: what was entered and is claimed through the centre,
    or came to it by a transfer. Two queries, and one for the Seeing where it is not given.
    """
    sees = sees or seeing(person_of.values())
    found = defaultdict(dict)

    def put(candidate, unit, work, **came_about):
        person = person_of[candidate]
        for centre in centre_ids:
            if sees.shows(centre, person, **came_about):
                found[centre, person][unit] = work

    for candidate, unit, centre, subject, at, year, month, results_on in _exams_without_result(
        person_of
    ):
        stage = "overdue" if results_on and results_on < on else "entered"
        work = Work(stage, f"{Series.Month(month).label} {year}")
        put(candidate, unit, work, through=centre, subject=subject, at=at)
    for candidate, unit, centre, subject, at, status, number in _live_lines(person_of):
        work = Work(STAGES[status], f"claim {number}" if number else "the claim in progress")
        put(candidate, unit, work, through=centre, subject=subject, at=at)
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
        "centre_id",
        "qualification__subject_id",
        "made_at",
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
            "claim__centre_id",
            "claim__qualification__subject_id",
            "saved_at",
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
