"""Why has an entry no result? The facts of each entry, gathered at once, and their diagnosis."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from claims.models import Line
from claims.states import Status as Claimed
from entries.models import UnitEntry
from entries.queries.seeing import seeing
from entries.rules.registering import summer_of
from entries.states import CLOSED, Status
from entries.unit_states import Status as UnitStatus
from interchange.bulk import among
from interchange.catalogue.models import Series
from interchange.catalogue.queries import SHARED_UNIT
from interchange.catalogue.years import KEY_DATES_BEGIN, day_of_key_dates
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
Course = list[tuple[date, diagnosis.Reason]]
AWARDED = QualificationResult.Outcome.AWARD


@dataclass(frozen=True)
class Work:
    """A grade on its way for a person's unit: at which stage, where, and when results come out."""

    stage: str
    where: str
    results_on: date | None = None

    def on(self, day) -> "Work":
        """The work as it is on the day: an exam is overdue once its results are out."""
        is_overdue = self.results_on and self.results_on < day
        return replace(self, stage="overdue") if is_overdue else self

    @property
    def sentence(self) -> str:
        """Where it is on its way, in words."""
        return WORDS.get(self.stage, "on {}").format(self.where)


def reasons(found, work, on) -> dict[int, Course]:
    """Why each entry has no result: {entry id: [(day, diagnosis.Reason)]}, from the day `on`.

    Each reason holds from its day until the next: they change by themselves when results of exams
    come out, and when the summer has come in which the candidate is to complete. Takes what
    `standings_seen` and `work_of` give; asks nothing.
    """
    return {pk: course(_facts(one), work[pk], on) for pk, one in found.items()}


def course(facts, work, on) -> Course:
    """The reasons of one entry, each with its first day.

    By its EntryFacts without what changes by the day, and the Work on its person's units by number.
    """
    found: Course = []
    for day in _days(facts.completes_in, work, on):
        reason = diagnosis.diagnose(_on(day, facts, work))
        if not found or reason != found[-1][1]:
            found.append((day, reason))
    return found


def _days(completes_in, work, on) -> list[date]:
    """The day itself, and those to come on which the facts change by themselves."""
    overdue = (one.results_on + timedelta(days=1) for one in work.values() if one.results_on)
    expected = day_of_key_dates(completes_in - 1, KEY_DATES_BEGIN, 1)
    return [on, *sorted({day for day in (*overdue, expected) if day > on})]


def work_of(entries) -> dict[int, dict[str, Work]]:
    """The Work on the units of each entry, as its centre sees it: {entry id: {unit number: Work}}.

    Some queries, as many for one entry as for thousands.
    """
    entries = list(entries)
    numbers = ground.unit_numbers({entry.qualification_id for entry in entries})
    person_of = achievements.persons(entry.candidate_id for entry in entries)
    centres = defaultdict(set)
    for entry in entries:
        centres[person_of[entry.candidate_id]].add(entry.centre_id)
    work = under_way(centres, sees=seeing(centres))
    return {
        entry.pk: numbered(
            work[entry.centre_id, person_of[entry.candidate_id]], numbers[entry.qualification_id]
        )
        for entry in entries
    }


def numbered(work, numbers) -> dict[str, Work]:
    """The Work by the numbers of the units, of those that have one; both by unit id."""
    return {numbers[unit]: one for unit, one in work.items() if unit in numbers}


def under_way(centres, *, sees) -> dict[tuple[int, int], dict[int, Work]]:
    """The Work of each person by (shared) unit id, as each of the person's centres sees it.

    Takes centres by person (ids), and the persons' Seeing. {(centre id, person id): {unit id:
    Work}}: what was entered and is claimed through the centre, or came to it by a transfer. Two
    queries.
    """
    found = defaultdict(dict)

    def put(person, unit, work, **came_about):
        for centre in centres[person]:
            if sees.shows(centre, person, **came_about):
                found[centre, person][unit] = work

    exams = _exams_without_result(centres)
    for person, unit, centre, subject, at, year, month, results_on in exams:
        work = Work("entered", f"{Series.Month(month).label} {year}", results_on)
        put(person, unit, work, through=centre, subject=subject, at=at)
    for person, unit, centre, subject, at, status, number in _live_lines(centres):
        work = Work(STAGES[status], f"claim {number}" if number else "the claim in progress")
        put(person, unit, work, through=centre, subject=subject, at=at)
    return found


def _exams_without_result(persons) -> QuerySet:
    """The exams the persons are entered for of which there is no result, the latest series last."""
    entered = UnitEntry.objects.filter(
        ~is_answered(), Q(series__isnull=False), candidate__person__in=among(persons),
        status=UnitStatus.ENTERED,
    )  # fmt: skip
    return entered.order_by("series__year", "series__month").values_list(
        "candidate__person",
        SHARED_UNIT,
        "centre_id",
        "qualification__subject_id",
        "made_at",
        "series__year",
        "series__month",
        "series__results_on",
    )


def _live_lines(persons) -> QuerySet:
    """The persons' units that stand on a claim without being results yet."""
    return (
        Line.objects.filter(live=True, candidate__person__in=among(persons))
        .order_by("pk")
        .values_list(
            "candidate__person",
            SHARED_UNIT,
            "claim__centre_id",
            "claim__qualification__subject_id",
            "saved_at",
            "claim__status",
            "claim__number",
        )
    )


def _on(day, facts, work) -> EntryFacts:
    """The facts as they are on a day, with the Work on the units."""
    stages = defaultdict(dict)
    for number, one in work.items():
        stages[one.on(day).stage][number] = one.where
    return replace(facts, summer=summer_of(day), **stages)


def _facts(standing) -> EntryFacts:
    """The facts of one entry, from its standing, without what changes by the day."""
    entry, result, best = standing.entry, standing.result, standing.best_held
    return EntryFacts(
        kind=standing.outcome.kind,
        issued=result.grade if result and result.outcome == AWARDED else "",
        held=best.grade if best and best.outcome == AWARDED else "",
        held_elsewhere=standing.is_held_elsewhere,
        withdrawn=entry.status == Status.WITHDRAWN,
        closed=entry.status in CLOSED,
        completes_in=entry.completes_in,
        shortfalls=standing.outcome.shortfalls,
        sizes={unit.number: unit.size or 0 for unit in standing.specification.units},
        absent=standing.absent,
    )
