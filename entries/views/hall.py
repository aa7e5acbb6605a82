"""Who may sit which exams of a series, as the page of ticks needs to know it?"""

from dataclasses import dataclass

from django.http import Http404
from django.utils import timezone

from entries import queries
from entries.models import QualificationEntry
from entries.queries.planned import PlannedSitting
from entries.rules.sent import name_of_exams
from interchange.accounts.models import Centre
from interchange.catalogue import booklet
from interchange.catalogue.models import Qualification, Series, Unit
from interchange.catalogue.queries import specification
from results.queries import sittings


@dataclass(frozen=True)
class Hall:
    """Where exams are entered for: the series, the qualification, its exams, who may sit them."""

    centre: Centre
    series: Series
    qualification: Qualification
    units: tuple[Unit, ...]
    entries: tuple[QualificationEntry, ...]
    allowed: int | None
    planned: dict[str, PlannedSitting]  # by the key of the box

    def may_sit(self, entry, unit):
        """Whether the box of that candidate and exam can be ticked."""
        return self.planned[key(entry, unit)].verdict.is_new

    def chosen(self, ticks):
        """The ticked (candidate, unit) pairs, by candidate."""
        return [(one.candidate, one.unit) for one in self.plan(ticks)]

    def plan(self, ticks):
        """What sending in the ticks would do."""
        return [one for box, one in self.planned.items() if box in ticks.keys]

    def name_of(self, ticks):
        """The name under which these ticks are sent in, or were."""
        chosen = [(candidate.pk, unit.pk) for candidate, unit in self.chosen(ticks)]
        where = self.centre.pk, self.qualification.pk, self.series.pk
        return name_of_exams(ticks.token, *where, chosen)


def key(entry, unit):
    """How a tick names its candidate and exam."""
    return f"{entry.pk}-{unit.pk}"


def load_hall(centre, code_of_series, code):
    """The hall of the series (such as 2027-06) and entry code; raises Http404."""
    on = timezone.localdate()
    series = next(
        (one for one in booklet.series_of_exams(on, None) if one.code == code_of_series),
        None,
    )
    qualification = booklet.qualification(code)
    if series is None or qualification is None or qualification.suite != "2016":
        raise Http404
    units = qualification.units.filter(examined=True).order_by("qualificationunit__position")
    entries = queries.open_entries(centre, qualification)
    entries = tuple(entries.order_by("candidate__surname", "candidate__forenames", "pk"))
    boxes = {key(entry, unit): (entry.candidate, unit) for entry in entries for unit in units}
    planned = queries.plan_exams(centre, qualification, series, boxes.values(), on=on, sat=sittings)
    return Hall(
        centre=centre,
        series=series,
        qualification=qualification,
        units=tuple(units),
        entries=entries,
        allowed=specification(qualification).attempts,
        planned=dict(zip(boxes, planned, strict=True)),
    )
