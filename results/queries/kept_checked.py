"""Does what is kept of registrations agree with what is worked out now? For operators and tests."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from django.db.models import QuerySet

from entries.models import QualificationEntry
from entries.states import LISTED
from results.models import KeptStanding
from results.queries.kept import STILL_DUE, worked_out

AT_A_TIME = 1000
BY_DAY = {"entry", "days", "causes", "told"}  # compared as reasons, by the day
COMPARED = [one.attname for one in KeptStanding._meta.concrete_fields if one.name not in BY_DAY]


@dataclass(frozen=True)
class Difference:
    """A registration of which something else is kept than is true: what, and both values."""

    entry: QualificationEntry
    what: str
    kept: object
    live: object

    def __str__(self):
        return f"{self.entry} at {self.entry.centre.number}: {self.what} {self.kept} is {self.live}"


def current(entries: QuerySet[QualificationEntry]) -> QuerySet[QualificationEntry]:
    """Those of the entries of which what is kept counts as current."""
    return entries.filter(status__in=LISTED, kept__isnull=False).exclude(STILL_DUE)


def differences(entries: QuerySet[QualificationEntry], on: date) -> Iterator[Difference]:
    """Work out anew where each of the entries stands on the day; give what is kept otherwise.

    Looks only at what counts as current, some at a time, however many they are. Reasons are
    compared from the day on.
    """
    read = current(entries).select_related("kept", "candidate", "centre", "qualification__subject")
    left = read.order_by("pk").iterator(AT_A_TIME)
    while some := list(islice(left, AT_A_TIME)):
        kept = {entry.pk: entry.kept for entry in some}  # before another stands in its place
        live = worked_out(some, on)
        for entry in some:
            yield from _of(entry, kept[entry.pk], live.get(entry.pk), on)


def _of(entry, kept, live, on):
    if live is None:
        yield Difference(entry, "rules", "kept", "gone")
        return
    before, now = _values(kept, on), _values(live, on)
    for name in before:
        if before[name] != now[name]:
            yield Difference(entry, name, before[name], now[name])


def _values(kept, on):
    """What is compared of what is kept: its values, and the reasons that hold from the day on."""
    values = {name: getattr(kept, name) for name in COMPARED}
    values["reason"] = kept.reason_on(on)
    values["later"] = [(day, kept.reason_on(day)) for day in kept.days if day > on]
    return values
