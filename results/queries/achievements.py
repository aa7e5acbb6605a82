"""What has each person achieved? Every current unit result, gathered by person and unit.

Merged records count for the person they were merged into. A unit that two subjects share is one
unit: banked once, it serves both.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache, partial

from django.db.models import OuterRef, Subquery
from django.db.models.functions import Least

from entries.models import Candidate, QualificationEntry, UnitEntry
from interchange.catalogue.models import Series
from interchange.catalogue.queries import SHARED_UNIT
from results import rules
from results.awarding.outcome import BEST_FIRST
from results.models import Decision, UnitResult

COLUMNS = (
    "pk",
    "supersedes_id",
    "banked_at",
    "line__saved_at",
    "candidate_id",
    "centre_id",
    "qualification__subject_id",
    "grade",
    "series__year",
    "series__month",
    "line__claim__number",
    "line__other_awarding_body",
    "decision__kind",
    "partly_absent",
    "unit__title",
    "unit__size",
)
PK, BEFORE, BANKED, CLAIMED, YEAR = map(
    COLUMNS.index, ("pk", "supersedes_id", "banked_at", "line__saved_at", "series__year")
)


@dataclass(frozen=True, slots=True)
class Record:
    """A unit result; a current one but where it says since when it is corrected.

    `centre_id` is where it was gained, `subject_id` what it was gained for; `begun_at` is when what
    it comes of began there (rules.came_about_at).
    """

    pk: int
    supersedes_id: int | None
    banked_at: datetime
    claimed_at: datetime | None
    candidate_id: int
    centre_id: int
    subject_id: int
    grade: str
    year: int | None
    series_month: int | None
    claim_number: int | None
    other_awarding_body: str | None
    decision: str | None
    partly_absent: bool
    title: str
    size: int | None
    begun_at: datetime
    corrected_at: datetime | None = None

    @property
    def examined(self) -> bool:
        """Whether it comes from an exam."""
        return self.year is not None

    @property
    def month(self) -> date | None:
        """The first day of the month of its exam series; None where it is no exam."""
        return _first_day(self.year, self.series_month) if self.examined else None

    @property
    def came_about_at(self) -> datetime:
        """When it came about, as rules.came_about_at has it."""
        return rules.came_about_at(self.begun_at, self.month)

    def was_held_at(self, instant: datetime) -> bool:
        """Whether it stood at that instant: banked by then, and not corrected before."""
        return self.banked_at <= instant and not (self.corrected_at and self.corrected_at < instant)

    @property
    def source(self) -> str:
        """Where the grade comes from, in words."""
        return _source(self.year, self.series_month, self.claim_number, self.decision)


_first_day = lru_cache(maxsize=1000)(partial(date, day=1))


@lru_cache(maxsize=10_000)
def _source(year, month, claim_number, decision):
    exam = year is not None and f"{Series.Month(month).label} {year}"
    return rules.source(exam, claim_number, Decision.Kind(decision).label if decision else "")


def persons(candidate_ids) -> dict[int, int]:
    """The person behind each record of the candidates' persons: {candidate id: person id}.

    Takes candidate ids; gives those records and every record merged into the same persons.
    """
    asked = Candidate.objects.order_by().filter(pk__in=set(candidate_ids))
    records = Candidate.objects.order_by().filter(person__in=asked.values("person"))
    return dict(records.values_list("pk", "person"))


def gather(person_of) -> dict[int, dict[int, list[Record]]]:
    """The current records of the persons: {person id: {unit id: [Record]}}.

    Takes what `persons` gives. A unit shared by subjects stands under the one it is the same as.
    One query, and one where the board banked a unit that was neither sat nor claimed.
    """
    return gather_apart(person_of)[0]


def gather_apart(person_of) -> tuple[dict, dict]:
    """The records that are current, and those that were corrected, both as `gather` has them."""
    current = defaultdict(lambda: defaultdict(list))
    corrected = defaultdict(lambda: defaultdict(list))
    rows = _rows(person_of)
    since = {values[BEFORE]: values[BANKED] for _, *values in rows if values[BEFORE]}
    began = _began(rows)
    for unit_id, *values in rows:
        pk = values[PK]
        record = Record(*values, began[pk], since.get(pk))
        found = corrected if pk in since else current
        found[person_of[record.candidate_id]][unit_id].append(record)
    return current, corrected


def came_about(person_of) -> dict[int, datetime]:
    """When each of the persons' unit results came about, corrected ones too: {id: instant}."""
    rows = _rows(person_of)
    began = _began(rows)
    return {values[0]: Record(*values, began[values[0]]).came_about_at for _, *values in rows}


def _rows(person_of):
    every = UnitResult.objects.filter(candidate__in=list(person_of)).order_by("pk")
    return list(every.values_list(SHARED_UNIT, *COLUMNS))


def _began(rows):
    """When what each result comes of began at its centre, by id of the result."""
    decided = [
        values[PK]
        for _, *values in rows
        if not values[BEFORE] and not values[CLAIMED] and not values[YEAR]
    ]
    came, began = _came(decided) if decided else {}, {}
    for _, *values in rows:
        pk, first = values[PK], values[CLAIMED] or values[BANKED]
        began[pk] = came.get(pk) or began.get(values[BEFORE], first)
    return began


def _came(results):
    """When the persons of results came to their centres for the subject, by id of the result."""
    first = [
        Subquery(
            model.objects.filter(
                candidate__person=OuterRef("candidate__person"),
                centre=OuterRef("centre"),
                qualification__subject=OuterRef("qualification__subject"),
            )
            .order_by("made_at")
            .values("made_at")[:1]
        )
        for model in (QualificationEntry, UnitEntry)
    ]
    found = UnitResult.objects.order_by().filter(pk__in=results).annotate(came=Least(*first))
    return dict(found.values_list("pk", "came"))


def held_of(person, unit) -> dict[str, str]:
    """What the person (an id) holds of the unit: {where it comes from: grade}; two queries."""
    records = gather(persons([person]))[person][unit.shared_id]
    return {one.source: one.grade for one in records}


def best(records) -> Record | None:
    """The record with the best grade, the earliest of equals; None if all are UNGRADED."""
    graded = [record for record in records if record.grade not in rules.UNGRADED]
    return min(graded, key=lambda one: BEST_FIRST.index(one.grade)) if graded else None


def sat(records) -> list[date | None]:
    """The months in which an exam was sat: being absent is not an attempt (entry rules).

    Nor is an exam of which there is no result, or none yet (see answering.to_come).
    """
    return [one.month for one in records if one.examined and one.grade not in rules.UNGRADED]


def corrections(person_of) -> dict[int, list[UnitResult]]:
    """The corrections among the persons' results, newest first: {person id: [UnitResult]}."""
    found = defaultdict(list)
    rows = UnitResult.objects.standing().filter(
        candidate__in=list(person_of), supersedes__isnull=False
    )
    told_by = rows.select_related("unit", "qualification", "supersedes", "decision")
    for row in told_by.order_by("-banked_at", "-pk"):
        found[person_of[row.candidate_id]].append(row)
    return found
