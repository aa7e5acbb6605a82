"""Which later entry for an exam is the first attempt, once an earlier one was never made?

A registration covers the first attempt at each exam, and each further one costs a fee (entry
rules). An entry withdrawn in time is as if it had never been made, so the next one was no further
attempt: its fee is paid back too. That this holds for an entry made before the withdrawal is ours.
"""

from collections import defaultdict
from datetime import date

from entries.models import QualificationEntry, UnitEntry
from entries.states import OPEN
from entries.unit_states import USED
from interchange.catalogue.queries import SHARED_UNIT
from results.models import UnitResult
from results.queries import persons
from results.rules import NO_ATTEMPT


def first_again(gone) -> list[UnitEntry]:
    """The entries charged as further attempts that are the first, were those `gone` never made.

    At most one for each person and unit; a fixed number of queries.
    """
    exams = [one for one in gone if one.series_id]
    person_of = persons(one.candidate_id for one in exams)
    wanted = {(person_of[one.candidate_id], one.unit_id) for one in exams}
    if not wanted:
        return []
    left = _left(exams, person_of)
    alone, after = _sat_without_entry(person_of), _after(person_of)
    found = []
    for key in wanted:
        used = left.get(key, [])
        resits = [one for one in used if one.resit]
        if resits and _is_first(resits[0], used, alone, after, person_of):
            found.append(resits[0])
    return sorted(found, key=lambda one: one.pk)


def _left(exams, person_of):
    """What is left of the persons' exam entries, by (person, unit) and in the order made."""
    entries = UnitEntry.objects.filter(
        candidate__in=list(person_of),
        unit__in={one.unit_id for one in exams},
        series__isnull=False,
        status__in=USED,
    ).exclude(pk__in=[one.pk for one in exams])
    found = defaultdict(list)
    for one in entries.select_related("candidate", "centre", "unit", "series").order_by("pk"):
        found[person_of[one.candidate_id], one.unit_id].append(one)
    return found


def _is_first(entry, used, alone, after, person_of):
    person = person_of[entry.candidate_id]
    since = after.get((person, entry.centre_id, entry.qualification_id))
    earlier = {_month(one.series) for one in used if one.pk < entry.pk}
    sat = alone.get((person, entry.unit.shared_id), set())
    others = (earlier | sat) - {_month(entry.series)}
    return not any(since is None or month > since for month in others)


def _sat_without_entry(person_of):
    """The months in which units were sat without an entry here: {(person, shared unit): months}."""
    entered = set(
        UnitEntry.objects.filter(candidate__in=list(person_of), series__isnull=False)
        .annotate(shared=SHARED_UNIT)
        .values_list("candidate", "shared", "series")
    )
    results = UnitResult.objects.standing().filter(
        candidate__in=list(person_of), series__isnull=False
    )
    found = defaultdict(set)
    rows = results.exclude(grade__in=NO_ATTEMPT).annotate(shared=SHARED_UNIT)
    for candidate, unit, series, year, month in rows.values_list(
        "candidate", "shared", "series", "series__year", "series__month"
    ):
        if (candidate, unit, series) not in entered:
            found[person_of[candidate], unit].add(date(year, month, 1))
    return found


def _after(person_of):
    """From which month on attempts count: {(person, centre, qualification): day}."""
    registered = QualificationEntry.objects.filter(
        candidate__in=list(person_of), status__in=OPEN, attempts_after_on__isnull=False
    )
    return {
        (person_of[candidate], *rest): day
        for candidate, *rest, day in registered.values_list(
            "candidate", "centre", "qualification", "attempts_after_on"
        )
    }


def _month(series):
    return date(series.year, series.month, 1)
