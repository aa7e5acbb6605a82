"""Who is entered for which exams, and what would a form of exam entries do?"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.utils.timezone import localdate

from entries.models import Candidate, UnitEntry
from entries.queries.listing import open_entries
from entries.queries.numbers import numbers_of
from entries.rules import exams
from entries.rules.numbers import PASSED_ON, kept
from entries.rules.registering import first_day
from entries.unit_states import USED
from entries.unit_states import Status as UnitStatus
from interchange.catalogue.models import RegistrationRule, Unit
from interchange.catalogue.queries import closed_units, registration_days

Before = RegistrationRule.Before
MONTH = ("series__year", "series__month")


@dataclass(frozen=True)
class PlannedSitting:
    """One candidate for one exam: whether a resit, whether the last attempt, or why refused."""

    candidate: Candidate
    unit: Unit
    candidate_number: str = ""
    resit: bool = False
    is_last: bool = False
    refusal: str = ""


def plan_exams(
    centre, qualification, series, chosen, *, on, allowed, attempts
) -> list[PlannedSitting]:
    """What entering candidates for exams would do: one PlannedSitting for each of `chosen`.

    `chosen` are (candidate, unit) pairs; `on` is the day it would be done; `allowed` is how often a
    unit may be sat (None: no limit); `attempts` are the months of the series in which it was, by
    (person id, unit id). A fixed number of queries.
    """
    ids = {candidate.person_id for candidate, _ in chosen}
    registered = {
        entry.candidate.person_id: entry
        for entry in open_entries(centre, qualification).filter(candidate__person__in=ids)
    }
    entered, earlier = entered_in(series, ids), entered_otherwise(series, ids)
    absent, numbers = absent_from(series, ids), numbers_of(centre, ids)
    days, closed = registration_days(Before.EXAM, on), closed_units(on)
    here = set(qualification.units.values_list("pk", flat=True))
    found = []
    for candidate, unit in chosen:
        key = (candidate.person_id, unit.pk)
        entry = registered.get(key[0])
        after = entry.attempts_after_on if entry else None
        sat = exams.times(attempts.get((key[0], unit.shared_id), ()), after)
        sitting = exams.Sitting(
            registered=entry is not None,
            too_soon=too_soon(entry.made_at, entry.replaces_id, days, on) if entry else None,
            closed=(qualification.pk, unit.pk) in closed,
            examined=unit.examined,
            in_size=unit.pk in here,
            entered=key in entered,
            absent=key in absent,
            attempts=sat,
            allowed=allowed,
        )
        number = kept(entry.candidate_number, numbers.get(key[0], ())) if entry else ""
        found.append(
            PlannedSitting(
                entry.candidate if entry else candidate,
                unit,
                number,
                resit=exams.times(earlier.get(key, ()), after) + sat > 0,
                is_last=sat + 1 == allowed,
                refusal=exams.refusal(sitting) or ("" if number else PASSED_ON),
            )
        )
    return found


def too_soon(made_at, replaces, days, on) -> date | None:
    """The first day on which a registration is `days` old; None where it is on the day `on`.

    One that replaces another, after a change of size or a transfer, never is too new.
    """
    if replaces:
        return None
    first = first_day(localdate(made_at), days)
    return first if on < first else None


def entered_in(series, persons) -> set[tuple[int, int]]:
    """The exams of the series the persons are entered for: a set of (person id, unit id)."""
    here = UnitEntry.objects.filter(candidate__person__in=persons, series=series)
    return _pairs(here.filter(status=UnitStatus.ENTERED))


def absent_from(series, persons) -> set[tuple[int, int]]:
    """The exams of the series the persons were withdrawn from too late, as for entered_in."""
    here = UnitEntry.objects.filter(candidate__person__in=persons, series=series)
    return _pairs(here.filter(status=UnitStatus.ABSENT))


def entered_otherwise(series, persons) -> dict[tuple[int, int], list[date]]:
    """The months of other series the persons are or were entered in: {(person id, unit id): [day]}.

    Also those they were withdrawn from too late: a later entry is charged all the same.
    """
    others = UnitEntry.objects.filter(
        candidate__person__in=persons, series__isnull=False, status__in=USED
    )
    found = defaultdict(list)
    rows = others.exclude(series=series).values_list("candidate__person", "unit", *MONTH)
    for person, unit, year, month in rows:
        found[person, unit].append(date(year, month, 1))
    return found


def _pairs(rows):
    return set(rows.values_list("candidate__person", "unit"))
