"""Who is entered for which exams?"""

from collections import defaultdict
from datetime import date

from entries.models import UnitEntry
from entries.unit_states import USED
from entries.unit_states import Status as UnitStatus

MONTH = ("series__year", "series__month")


def entered_in(series, persons) -> set[tuple[int, int]]:
    """The exams of the series the persons are entered for: a set of (person id, unit id)."""
    here = UnitEntry.objects.filter(candidate__person__in=persons, series=series)
    rows = here.filter(status=UnitStatus.ENTERED)
    return set(rows.values_list("candidate__person", "unit"))


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
