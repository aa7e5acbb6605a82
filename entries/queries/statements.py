"""What does a statement of entry say of each of some candidates?"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.db.models import F, QuerySet

from entries.models import Candidate, QualificationEntry, UnitEntry
from entries.queries.listing import of_series
from entries.statements import Statement
from entries.states import OPEN
from entries.unit_states import STANDING
from interchange.bulk import among
from interchange.catalogue.opening import out_by


def still_to_come(entered: QuerySet[UnitEntry], at: datetime) -> QuerySet[UnitEntry]:
    """Those of the unit entries that stand and whose results are not out at the instant."""
    return entered.filter(~out_by(at, "series__"), status__in=STANDING)


def statements_of_entry(centre, persons: Iterable[int], at: datetime, series="") -> list[Statement]:
    """A Statement of each of the persons (ids) whom the centre has, in order; three queries.

    It tells open registrations and the unit entries of which results are still to come, all or
    those of the `series` (a code, or `none` for units only). Whoever has such an entry is the
    centre's (entries.queries.seeing), so details are those of today.
    """
    persons = list(persons)
    people = Candidate.objects.in_bulk(persons)
    registered, entered = defaultdict(list), defaultdict(list)
    open_ones = _theirs(QualificationEntry, centre, persons).filter(status__in=OPEN)
    for one in open_ones.select_related("qualification").order_by("qualification__code", "pk"):
        registered[one.whose].append(one)
    to_come = still_to_come(of_series(_theirs(UnitEntry, centre, persons), series), at)
    for one in to_come.select_related("qualification", "unit", "series").order_by(
        F("series__year").asc(nulls_last=True),
        "series__month",
        "qualification__code",
        "unit__in_order",
        "pk",
    ):
        entered[one.whose].append(one)
    return [Statement(people[one], registered[one], entered[one]) for one in persons]


def _theirs(model, centre, persons):
    found = model.objects.filter(centre=centre, candidate__person__in=among(persons))
    return found.annotate(whose=F("candidate__person"))
