"""Which units show as Absent today? While the series is live, whatever is held of them besides.

Once its results day is over, what was achieved before shows again (results eligibility, "Absent");
so it does once they are released, and not before an embargo is over.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from django.db.models import DateField, Exists, F, Func, OuterRef, Q, Value
from django.db.models.functions import Coalesce

from entries.models import UnitEntry
from entries.unit_states import STANDING
from interchange.bulk import among
from interchange.catalogue.opening import live_on
from interchange.catalogue.queries import SHARED_UNIT
from results.eligibility import UnitState
from results.models import AwaitedGrade, UnitResult
from results.queries.answering import is_answered, is_overtaken
from results.queries.attendance import latest_mark
from results.queries.ground import unit_numbers
from results.rules import ABSENT, Mark

MONTH_BEGINS = Func(
    *(F("series__year"), F("series__month"), Value(1)),
    function="make_date",
    output_field=DateField(),
)
BEGINS = Coalesce("series__first_exam_on", MONTH_BEGINS)  # as Series.begins_on
LIVE_WITHOUT_RESULTS_DAY = timedelta(days=183)  # from the first exam, until the next series; ours


def units_on(centre, units, on) -> dict[int, list]:
    """The units of each entry as they show on the day: {entry id: [unit]}.

    Takes {entry: units}, all of the centre; a unit has a `number` and a `state`. One query, and one
    more where somebody missed an exam.
    """
    absent = absent_now(centre, {entry.candidate.person_id for entry in units}, on)
    if not absent:
        return {entry.pk: [*found] for entry, found in units.items()}
    numbers = unit_numbers({entry.qualification_id for entry in units})
    return {
        entry.pk: _shown(
            found, absent.get(entry.candidate.person_id, ()), numbers[entry.qualification_id]
        )
        for entry, found in units.items()
    }


def _shown(units, missed, numbers):
    """The units, of which those with an exam that was missed are Absent."""
    absent = {numbers[unit] for unit in missed if unit in numbers}
    return [replace(one, state=UnitState.ABSENT) if one.number in absent else one for one in units]


def absent_now(centre, persons: Iterable[int] | None, on: date) -> dict[int, set[int]]:
    """Which exams the persons missed through the centre, of series that are live on the day.

    None stands for everybody of the centre.

    {person id: {unit id}}, by the (shared) id of the unit; one query. Absent is who is marked so,
    is entered still and has no result; and whose result is an absence, unless they were entered
    again after it. Nor is who was given an assessed grade for it.
    """
    of_these = Q(centre=centre, series__isnull=False)
    if persons is not None:
        of_these &= Q(candidate__person__in=among(persons))
    live = live_on(on, "begins", LIVE_WITHOUT_RESULTS_DAY, "series__")
    entered = UnitEntry.objects.filter(~is_answered(), status__in=STANDING)
    marked = entered.annotate(is_so=latest_mark()).filter(is_so=Mark.ABSENT.value)
    absent = UnitResult.objects.standing().filter(~is_overtaken(), grade=ABSENT)
    named = [
        found.order_by()
        .annotate(begins=BEGINS)
        .filter(~_is_assessed(), of_these, live)
        .values_list("candidate__person", SHARED_UNIT)
        for found in (marked, absent)
    ]
    missed: dict[int, set[int]] = defaultdict(set)
    for person, unit in named[0].union(named[1], all=True):
        missed[person].add(unit)
    return missed


def needs_nobody() -> Exists | Q:
    """The condition that a result, an absence, is with the board or has its grade, or was retaken.

    Whoever was entered again after it, or for whom special consideration was asked and not refused.
    """
    of_exam = {name: OuterRef(name) for name in ("candidate", "unit", "series")}
    asked = AwaitedGrade.objects.filter(**of_exam).exclude(stage=AwaitedGrade.Stage.OFF)
    return Exists(asked) | is_overtaken()


def _is_assessed() -> Exists:
    """The condition that the board gave an assessed grade for the exam that was missed."""
    of_exam = {name: OuterRef(name) for name in ("candidate", "unit", "series")}
    came_to = AwaitedGrade.CameTo
    given = [came_to.MADE, came_to.STANDS, came_to.OTHER]
    return Exists(AwaitedGrade.objects.filter(**of_exam, outcome__in=given))
