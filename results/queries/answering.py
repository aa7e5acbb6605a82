"""Which exam entries has a result answered? A grade any; an absence only those made before it.

Whoever was withdrawn too late is marked absent, and may have sat the exam after all: the board then
enters them again, and that entry still waits for its result.
"""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Exists, OuterRef

from entries.models import UnitEntry
from entries.unit_states import STANDING
from interchange.catalogue.queries import SHARED_UNIT
from results.models import ABSENT, UnitResult

Exam = tuple[int, int, date]  # person id, (shared) unit id, the first day of the series' month


def answers(grade: str, banked_at: datetime, made_at: datetime) -> bool:
    """Whether a result banked then answers an entry for the same exam that was made then."""
    return grade != ABSENT or banked_at >= made_at


def is_answered() -> Exists:
    """The condition that a unit entry for an exam has its result, as `answers` has it."""
    here = {name: OuterRef(name) for name in ("candidate", "unit", "series")}
    results = UnitResult.objects.filter(**here)
    return Exists(results.exclude(grade=ABSENT, banked_at__lt=OuterRef("made_at")))


def to_come(persons: Iterable[int], known, *, besides=None) -> set[Exam]:
    """The exams the persons are entered for whose result is to come; one query.

    `known` are their records, by person and unit id (achievements.gather); `besides` is a series
    that is left out.
    """
    rows = UnitEntry.objects.filter(
        candidate__person__in=persons, series__isnull=False, status__in=STANDING
    ).exclude(series=besides)
    found = set()
    for person, unit, year, month, made_at in rows.values_list(
        "candidate__person", SHARED_UNIT, "series__year", "series__month", "made_at"
    ):
        day = date(year, month, 1)
        held = [one for one in known.get(person, {}).get(unit, ()) if one.month == day]
        if not any(answers(one.grade, one.banked_at, made_at) for one in held):
            found.add((person, unit, day))
    return found
