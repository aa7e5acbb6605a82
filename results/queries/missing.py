"""Why has an entry no result? The facts of each entry, gathered at once, and their diagnosis."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db.models import Case, F, Q, Value, When

from entries.models import UnitEntry
from entries.queries.seeing import seeing
from entries.rules.registering import summer_of
from entries.states import CLOSED, Status
from entries.unit_states import Status as UnitStatus
from interchange.bulk import among
from interchange.catalogue.models import Series
from interchange.catalogue.opening import told_on
from interchange.catalogue.queries import SHARED_UNIT
from interchange.catalogue.years import KEY_DATES_BEGIN, day_of_key_dates
from results import diagnosis, rules
from results.diagnosis import EntryFacts
from results.models import AwaitedGrade, QualificationResult, UnitResult
from results.queries import achievements, ground
from results.queries.answering import is_answered, is_graded
from results.queries.attendance import latest_mark
from results.queries.claimed import claimed_units

WORDS = {  # of exams; everything else is on a claim
    "entered": "entered for {}",
    "overdue": "no result yet of {}",
    "missed": "absent from the exam of {}",
    "unsettled": "a pending result of {}",
    "asked": "special consideration asked for: {}",
    "answer": "special consideration asked for: {}",
    "granted": "an assessed grade to come: {}",
}
LATE = {"entered": "overdue", "pending": "held_up"}  # what becomes of a stage after its day
AWAITED = ("asked", "answer", "granted")  # of the board
Turns = list[tuple[date, diagnosis.Reason]]
AWARDED = QualificationResult.Outcome.AWARD


@dataclass(frozen=True)
class Work:
    """A grade on its way for a person's unit: at which stage, where, and when it becomes late.

    After `late_after` it is late at that stage: the results day of an exam's series, the last day
    of a claim that waits to be processed. `by` is the day of what comes next, such as a visit.
    `sampled`
    says whether a sample of the claim, not agreed yet, has been chosen.
    """

    stage: str
    where: str
    late_after: date | None = None
    by: date | None = None
    sampled: bool = False

    def on(self, day) -> "Work":
        """The work as it is on the day: an exam is overdue once its results are out."""
        is_late = self.stage in LATE and self.late_after and self.late_after < day
        return replace(self, stage=LATE[self.stage]) if is_late else self

    @property
    def sentence(self) -> str:
        """Where it is on its way, in words."""
        return WORDS.get(self.stage, "on {}").format(self.where)


def reasons(found, work, known, late, on) -> dict[int, Turns]:
    """Why each entry has no result: {entry id: [(day, diagnosis.Reason)]}, from the day `on`.

    Each reason holds from its day until the next: they change by themselves when results of exams
    come out, and when the summer has come in which the candidate is to complete. Takes what
    `standings_seen`, `work_of`, `circumstances` and `registered_late` give; asks nothing.
    """
    return {
        pk: turns(_facts(one, known.get(pk, {}), pk in late), work[pk], on)
        for pk, one in found.items()
    }


def turns(facts, work, on) -> Turns:
    """The reasons of one entry, each with its first day.

    By its EntryFacts without what changes by the day, and the Work on its person's units by number.
    """
    found: Turns = []
    for day in days_of(facts.completes_in, work, on, facts.certified_until):
        reason = diagnosis.diagnose(_on(day, facts, work))
        if not found or reason != found[-1][1]:
            found.append((day, reason))
    return found


def days_of(completes_in, work, on, certified_until=None) -> list[date]:
    """The day itself, and those to come on which the facts change by themselves."""
    last = [one.late_after for one in work.values()] + [certified_until]
    overdue = (one + timedelta(days=1) for one in last if one)
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
    Work}}: what was entered and is claimed through the centre, asked of the board, or came to it by
    a transfer. Two queries; three more where anything is on a claim that was submitted.
    """
    found = defaultdict(dict)

    def put(person, unit, work, **came_about):
        for centre in centres[person]:
            is_asked = work.stage == "missed" and unit in found.get((centre, person), ())
            if sees.shows(centre, person, **came_about) and not is_asked:
                found[centre, person][unit] = work

    for person, unit, centre, subject, at, *series, last, stage in _exams(centres):
        at = rules.came_about_at(at, date(*series, 1)) if stage == "unsettled" else at
        work = Work(stage, _where(stage, *series), late_after=last, by=last)
        put(person, unit, work, through=centre, subject=subject, at=at)
    for one in claimed_units(centres):
        work = Work(one.stage, one.where, one.late_after, one.by, one.sampled)
        put(one.person, one.unit, work, through=one.centre, subject=one.subject, at=one.at)
    return found


def _exams(persons) -> list[tuple]:
    """The exams the persons are entered for of which there is no result, or none settled.

    And before them the units of which the board was asked for a grade, or owes one; a grade of the
    very exam leaves nothing to ask for. The latest series last; one query.
    """
    missed = Q(mark=rules.Mark.ABSENT.value)
    entered = UnitEntry.objects.filter(
        ~is_answered(), Q(series__isnull=False), candidate__person__in=among(persons),
        status=UnitStatus.ENTERED,
    ).annotate(mark=latest_mark())  # fmt: skip
    entered = entered.annotate(
        way=Case(When(missed, then=Value("missed")), default=Value("entered")), at=F("made_at")
    )
    pending = UnitResult.objects.standing().filter(
        candidate__person__in=among(persons), grade=rules.PENDING, series__isnull=False
    )
    pending = pending.annotate(way=Value("unsettled"), at=F("banked_at"))
    granted = Q(stage=AwaitedGrade.Stage.GRANTED, result=None)
    granted &= ~Q(outcome__in=[AwaitedGrade.CameTo.SAT, AwaitedGrade.CameTo.OTHER])
    asked = Q(stage__in=AwaitedGrade.UNDECIDED) & ~is_graded()
    awaited = AwaitedGrade.objects.filter(asked | granted, candidate__person__in=among(persons))
    awaited = awaited.annotate(way=F("stage"), at=F("made_at"))
    columns = (
        *("candidate__person", SHARED_UNIT, "centre_id", "qualification__subject_id", "at"),
        *("series__year", "series__month", "told_on", "way"),
    )
    named = [
        found.order_by().annotate(told_on=told_on("series__")).values_list(*columns)
        for found in (entered, pending, awaited)
    ]
    return sorted(named[0].union(*named[1:], all=True), key=_later)


def _later(row):
    """By which the latest exam comes last, after what the board owes."""
    *_, year, month, _, way = row
    return way not in AWAITED, year or 0, month or 0, way


def _where(stage, year, month) -> str:
    """Which exam it is, or what a grade that the board owes comes of."""
    if year is None:
        return "reduction in assessment"
    series = f"{Series.Month(month).label} {year}"
    return f"absent from the exam of {series}" if stage in AWAITED else series


def _on(day, facts, work) -> EntryFacts:
    """The facts as they are on a day, with the Work on the units."""
    stages = defaultdict(dict)
    for number, one in work.items():
        stages[one.on(day).stage][number] = one.where
    absent = facts.absent | stages.pop("missed", {}).keys()
    ended = facts.certified_until is not None and day > facts.certified_until
    acts_by = {number: one.by for number, one in work.items() if one.by}
    changed = {"ended": ended, "summer": summer_of(day), "absent": absent, "acts_by": acts_by}
    return replace(facts, **changed, **stages)


def _facts(standing, circumstances, is_late) -> EntryFacts:
    """The facts of one entry, from its standing, without what changes by the day."""
    units = standing.specification.units
    entry, result, best = standing.entry, standing.result, standing.best_held
    return EntryFacts(
        kind=standing.outcome.kind,
        issued=result.grade if result and result.outcome == AWARDED else "",
        held=best.grade if best and best.outcome == AWARDED else "",
        held_elsewhere=standing.is_held_elsewhere,
        withdrawn=entry.status == Status.WITHDRAWN,
        closed=entry.status in CLOSED,
        certified_until=entry.qualification.last_certification_on,
        completes_in=entry.completes_in,
        shortfalls=standing.outcome.shortfalls,
        sizes={unit.number: unit.size or 0 for unit in units},
        examined=frozenset(unit.number for unit in units if unit.examined),
        offered=standing.specification.offered,
        has_pathways=bool(standing.specification.pathways),
        has_uci=bool(entry.candidate.uci),
        registered_late=is_late,
        absent=standing.absent,
        no_result=standing.no_result,
        circumstances=circumstances,
    )
