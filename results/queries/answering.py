"""Which exam entries has a result answered? A grade any; an absence only those made before it.

Whoever was withdrawn too late is marked absent, and may have sat the exam after all: the board then
enters them again, and that entry still waits for its result.
"""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q

from entries.models import UnitEntry
from entries.unit_states import STANDING
from interchange.catalogue.queries import SHARED_UNIT
from results.models import UnitResult
from results.queries.attendance import latest_mark
from results.rules import ABSENT, PENDING, UNGRADED, Mark

Exam = tuple[int, int, date]  # person id, (shared) unit id, the first day of the series' month


def answers(grade: str, banked_at: datetime, made_at: datetime) -> bool:
    """Whether a result banked then answers an entry for the same exam that was made then."""
    return grade != ABSENT or banked_at >= made_at


def is_answered() -> Exists:
    """The condition that a unit entry for an exam has its result, as `answers` has it."""
    here = {name: OuterRef(name) for name in ("candidate", "unit", "series")}
    results = UnitResult.objects.filter(**here)
    return Exists(results.exclude(grade=ABSENT, banked_at__lt=OuterRef("made_at")))


def is_graded() -> Exists:
    """The condition that a grade of the very exam stands: no absence, nothing pending, not X."""
    here = {name: OuterRef(name) for name in ("candidate__person", "unit", "series")}
    return Exists(UnitResult.objects.standing().filter(**here).exclude(grade__in=UNGRADED))


def is_overtaken() -> Exists:
    """The condition that a result, an absence, came before an entry for its exam that stands."""
    here = {name: OuterRef(name) for name in ("candidate", "unit", "series")}
    entered = UnitEntry.objects.filter(**here, status__in=STANDING)
    return Exists(entered.filter(made_at__gt=OuterRef("banked_at")))


def to_come(persons: Iterable[int], known, *, besides=None) -> set[Exam]:
    """The exams the persons are entered for whose result is to come, pending ones too; one query.

    Not those of which the candidate is marked absent.

    `known` are their records, by person and unit id (achievements.gather); `besides` is a series
    that is left out.
    """
    rows = UnitEntry.objects.filter(
        candidate__person__in=persons, series__isnull=False, status__in=STANDING
    )
    rows = rows.exclude(series=besides).alias(mark=latest_mark())
    rows = rows.filter(Q(mark=None) | ~Q(mark=Mark.ABSENT.value))
    found = set()
    for person, unit, year, month, made_at in rows.values_list(
        "candidate__person", SHARED_UNIT, "series__year", "series__month", "made_at"
    ):
        day = date(year, month, 1)
        held = [one for one in known.get(person, {}).get(unit, ()) if one.month == day]
        given = (one for one in held if one.grade != PENDING)
        if not any(answers(one.grade, one.banked_at, made_at) for one in given):
            found.add((person, unit, day))
    return found
